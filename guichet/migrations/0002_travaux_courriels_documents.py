from django.db import migrations, models

import guichet.base.horloge


class Migration(migrations.Migration):
    dependencies = [("guichet", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="travail",
            name="renvoyer_apres",
            field=models.DateTimeField(
                default=guichet.base.horloge.maintenant, verbose_name="message à renvoyer à partir de"
            ),
        ),
        migrations.AddField(
            model_name="travail",
            name="systeme",
            field=models.BooleanField(default=False, verbose_name="demandé par le guichet lui-même"),
        ),
        migrations.AddField(
            model_name="courriel",
            name="abandonne_le",
            field=models.DateTimeField(null=True, verbose_name="abandonné le"),
        ),
        migrations.RemoveIndex(model_name="courriel", name="courriel_a_envoyer"),
        migrations.AddIndex(
            model_name="courriel",
            index=models.Index(
                condition=models.Q(
                    ("abandonne_le__isnull", True), ("annule_le__isnull", True), ("envoye_le__isnull", True)
                ),
                fields=["territoire", "prochain_essai"],
                name="courriel_a_envoyer",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="cle",
            field=models.CharField(default="", max_length=200, verbose_name="clé métier"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("territoire", "cle"), name="document_cle_unique"),
        ),
    ]
