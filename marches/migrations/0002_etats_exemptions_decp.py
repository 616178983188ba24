"""Reasons of states, R12 exemptions, DECP files loaded."""

import django.db.models.deletion
import guichet.base.champs
import guichet.base.contraintes
import guichet.base.horloge
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guichet", "0002_travaux_courriels_documents"),
        ("marches", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(
            model_name="lot",
            name="motif_sans_clause",
        ),
        migrations.AddField(
            model_name="lot",
            name="etat_le",
            field=models.DateField(blank=True, null=True, verbose_name="dans cet état depuis le"),
        ),
        migrations.AddField(
            model_name="lot",
            name="etat_motif",
            field=models.CharField(blank=True, max_length=300, verbose_name="motif de l’état"),
        ),
        migrations.AddField(
            model_name="lot",
            name="penalite_base",
            field=models.CharField(
                choices=[
                    ("heure", "€ par heure non réalisée"),
                    ("smic", "× SMIC horaire par heure non réalisée"),
                    ("jour", "€ par jour de retard"),
                ],
                default="heure",
                max_length=6,
                verbose_name="pénalité comptée en",
            ),
        ),
        migrations.AddField(
            model_name="marche",
            name="acheteur_r12",
            field=models.CharField(
                blank=True,
                choices=[
                    ("etat", "État"),
                    ("local", "Collectivité ou établissement local"),
                    ("entite_adjudicatrice", "Entité adjudicatrice (réseaux)"),
                    ("prive", "Acheteur privé"),
                ],
                max_length=20,
                verbose_name="qualité de l’acheteur",
            ),
        ),
        migrations.AddField(
            model_name="marche",
            name="concession",
            field=models.BooleanField(default=False, verbose_name="concession"),
        ),
        migrations.AlterField(
            model_name="lot",
            name="penalite_horaire",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="valeur de la pénalité"
            ),
        ),
        migrations.CreateModel(
            name="Chargement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("synthese", models.JSONField(default=dict, verbose_name="synthèse de la lecture")),
                (
                    "cree_le",
                    models.DateTimeField(default=guichet.base.horloge.maintenant, verbose_name="déposé le"),
                ),
                ("lu_le", models.DateTimeField(blank=True, null=True, verbose_name="lu le")),
                (
                    "cree_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fichier",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guichet.fichier",
                    ),
                ),
                (
                    "territoire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guichet.territoire",
                        verbose_name="territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "chargement de données essentielles",
                "ordering": ["-cree_le", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("motif", models.CharField(max_length=30, verbose_name="motif")),
                ("texte", models.CharField(max_length=1000, verbose_name="raisons")),
                ("auteur", models.CharField(max_length=120, verbose_name="décidée par")),
                ("le", models.DateField(verbose_name="décidée le")),
                (
                    "cree_le",
                    models.DateTimeField(default=guichet.base.horloge.maintenant, verbose_name="inscrite le"),
                ),
                (
                    "cree_par",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "marche",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="marches.marche",
                        verbose_name="marché",
                    ),
                ),
                (
                    "territoire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guichet.territoire",
                        verbose_name="territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "exemption",
                "ordering": ["-le", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticeLue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rang", models.PositiveIntegerField(verbose_name="notice n°")),
                ("uid", models.CharField(blank=True, max_length=80, verbose_name="identité nationale")),
                ("objet", models.CharField(max_length=400, verbose_name="objet")),
                (
                    "acheteur_siret",
                    models.CharField(blank=True, max_length=14, verbose_name="SIRET de l’acheteur"),
                ),
                ("acheteur_nom", models.CharField(blank=True, max_length=160, verbose_name="acheteur")),
                (
                    "montant",
                    guichet.base.champs.Montant(
                        decimal_places=2, max_digits=14, null=True, verbose_name="montant HT"
                    ),
                ),
                ("notifie_le", models.DateField(null=True, verbose_name="notifié le")),
                ("insertion", models.BooleanField(default=False, verbose_name="parle d’insertion")),
                ("chargeable", models.BooleanField(default=True, verbose_name="chargeable")),
                ("anomalies", models.JSONField(default=list, verbose_name="anomalies")),
                ("contenu", models.JSONField(verbose_name="notice lue")),
                (
                    "chargement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="marches.chargement",
                    ),
                ),
                (
                    "territoire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guichet.territoire",
                        verbose_name="territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice lue",
                "ordering": ["chargement", "rang"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="chargement",
            constraint=guichet.base.contraintes.Cloison(name="marches_chargement_cloison"),
        ),
        migrations.AddConstraint(
            model_name="chargement",
            constraint=models.UniqueConstraint(fields=("territoire", "id"), name="marches_chargement_tid"),
        ),
        migrations.AddConstraint(
            model_name="chargement",
            constraint=guichet.base.contraintes.MemeTerritoire(
                field="fichier", name="marches_chargement_fichier_cle"
            ),
        ),
        migrations.AddIndex(
            model_name="exemption",
            index=models.Index(fields=["territoire", "marche"], name="exemption_marche"),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=guichet.base.contraintes.Cloison(name="marches_exemption_cloison"),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.UniqueConstraint(fields=("territoire", "id"), name="marches_exemption_tid"),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=guichet.base.contraintes.MemeTerritoire(
                field="marche", name="marches_exemption_marche_cle"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticelue",
            constraint=guichet.base.contraintes.Cloison(name="marches_noticelue_cloison"),
        ),
        migrations.AddConstraint(
            model_name="noticelue",
            constraint=models.UniqueConstraint(fields=("territoire", "id"), name="marches_noticelue_tid"),
        ),
        migrations.AddConstraint(
            model_name="noticelue",
            constraint=models.UniqueConstraint(
                fields=("territoire", "chargement", "rang"), name="notice_rang_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticelue",
            constraint=guichet.base.contraintes.MemeTerritoire(
                field="chargement", name="marches_noticelue_chargement_cle"
            ),
        ),
    ]
