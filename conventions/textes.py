"""The wording of the convention tripartite, by family of structures: own text, to be read by a lawyer.

A commitment starts in lower case and carries no final mark: `conventions.articles` punctuates the list.
"""

CONTEXTE = (
    "Le guichet unique porté par [[porteur]] aide les acheteurs à réserver, dans leurs marchés, des heures "
    "de travail à des personnes que l’emploi laisse de côté, puis vérifie que ces heures sont faites.",
    "Une clause ne tient que si chacun sait ce qu’il doit aux autres : l’acheteur qui l’a écrite, "
    "l’entreprise qui l’exécute, le prescripteur qui oriente, l’employeur qui accompagne, l’État qui "
    "veille au dispositif. La présente convention fixe la part du guichet, de la structure et de l’État, "
    "dans le cadre du code de la commande publique (articles L.\u00a02112-2 et suivants, L.\u00a02113-12 à "
    "L.\u00a02113-16).",
)

OBJET = {
    "mise_a_disposition": (
        "La structure [[structure]] met des salariés à la disposition des entreprises qui exécutent des "
        "marchés comportant une clause sociale sur [[territoire]]."
    ),
    "production": (
        "La structure [[structure]] exécute, en sous-traitance, en cotraitance ou comme titulaire, une "
        "part de marchés comportant une clause sociale sur [[territoire]], avec des salariés en parcours "
        "d’insertion."
    ),
    "geiq": (
        "Le groupement d’employeurs [[structure]] met à la disposition des entreprises des salariés en "
        "alternance, sur des marchés comportant une clause sociale passés sur [[territoire]]."
    ),
    "interim": (
        "L’entreprise de travail temporaire [[structure]] délègue des intérimaires éligibles aux "
        "entreprises qui exécutent des marchés comportant une clause sociale sur [[territoire]]."
    ),
    "handicap": (
        "La structure [[structure]] emploie ou accueille des personnes en situation de handicap et prend "
        "part à l’exécution de marchés comportant une clause sociale sur [[territoire]]."
    ),
}
OBJET_COMMUN = (
    "La convention dit comment la structure, le guichet et [[service_etat]] travaillent ensemble, de la "
    "proposition d’une personne au bilan de son parcours. Elle ne crée aucune exclusivité et n’oblige "
    "aucun acheteur."
)

PERSONNES = (
    "Une personne commence une mission au titre d’une clause seulement si elle détient, ce jour-là, un "
    "titre que le guichet accepte. La fiche de prescription est signée par un organisme habilité ; elle "
    "vaut [[validite_fiche]] à compter de cette signature, car une situation change.",
    "Une mission lie une personne, un lot et un employeur. Les renouvellements sans interruption de plus "
    "de [[ecart_mission]] la prolongent ; un autre lot, un autre employeur ou une interruption plus longue "
    "en ouvrent une nouvelle, à valider de nouveau.",
)
_ELIGIBILITE = (
    "L’éligibilité dure [[duree_eligibilite]] à partir de la première mission ; le guichet peut la "
    "prolonger par une décision motivée."
)
_PASS = (
    "Le salarié titulaire d’un PASS IAE en cours est éligible aussi longtemps que ce titre court, "
    "suspensions et prolongations comprises."
)
ENTREE = {
    "mise_a_disposition": (_PASS, _ELIGIBILITE),
    "production": (
        _PASS,
        "Seules les personnes en parcours ouvrent droit à des heures ; l’encadrement permanent n’en ouvre "
        "pas.",
    ),
    "geiq": (
        "Le contrat d’alternance conclu pendant l’éligibilité est suivi jusqu’à son terme.",
        _ELIGIBILITE,
    ),
    "interim": (
        "L’agence n’étant pas une structure d’insertion, chaque intérimaire est présenté avec une fiche de "
        "prescription valide.",
        _ELIGIBILITE,
    ),
    "handicap": (
        "Le statut de la personne dans la structure vaut titre d’éligibilité aussi longtemps qu’il est en "
        "vigueur.",
    ),
}

GUICHET = "Le guichet agit pour les acheteurs qui lui ont confié le suivi de leurs clauses. Il s’engage à :"
ENGAGEMENTS_GUICHET = (
    "tenir la règle commune du territoire et l’appliquer de la même façon à toutes les structures",
    "répondre avant le début d’une mission à toute demande complète, et couvrir la structure dès le jour "
    "du dépôt lorsqu’il répond plus tard",
    "contrôler chaque mois les heures déclarées, ligne par ligne, et motiver tout refus",
    "présenter aux entreprises toutes les manières d’exécuter une clause et retenir, avec elles, celle qui "
    "convient au marché, à la personne et aux structures disponibles",
    "rechercher l’enchaînement des missions plutôt que leur nombre, pour que les parcours mènent à un "
    "emploi durable ou à une qualification",
    "mettre en relation les partenaires, partager ses outils et faire connaître les clauses",
    "convier la structure aux réunions qui traitent de ses salariés ou de marchés qui la concernent, et à "
    "la structure opérationnelle d’insertion, avec [[service_etat]]",
    "remettre à la structure, chaque semestre, le tableau de ses salariés en parcours sur les clauses, à "
    "compléter",
    "prendre part aux comités de suivi qu’elle organise",
    "envoyer son bilan annuel à la structure et à [[service_etat]]",
    "donner à [[service_etat]] ce qui lui permet de suivre l’exécution des clauses",
)
GUICHET_PLUS = {
    "mise_a_disposition": (),
    "production": (
        "signaler à la structure les lots dont la taille ou l’objet se prête à une réservation ou à une "
        "sous-traitance",
    ),
    "geiq": ("distinguer dans ses bilans les heures en entreprise et les heures de formation",),
    "interim": (
        "rappeler aux entreprises la place des structures d’insertion avant celle du travail temporaire "
        "ordinaire",
    ),
    "handicap": ("signaler à la structure les marchés réservables au titre du handicap",),
}
GUICHET_SIAE = (
    "fournir, pour le dialogue de gestion annuel de la structure, les heures, les profils, les "
    "accompagnements et les sorties de ses salariés en parcours",
)

STRUCTURE = (
    "La structure reste seule employeur, ou seule responsable de l’accueil, des personnes. Elle s’engage à :"
)
ENGAGEMENTS_STRUCTURE = (
    "proposer des personnes dont le titre est valide et demander la validation du guichet avant le premier "
    "jour de chaque mission ; à défaut, l’acheteur peut écarter les heures sur proposition du guichet, la "
    "structure ayant [[delai_reponse]] pour s’expliquer",
    "s’assurer auprès du guichet de ce que le marché exige avant de s’engager avec une entreprise, et "
    "n’adresser à celle-ci que des candidatures que le guichet a validées",
    "accueillir, accompagner et suivre chaque personne, dans le travail comme dans ses démarches",
    "annoncer chaque semaine les contrats en cours et à venir, et prévenir aussitôt d’une difficulté",
    "déposer au plus tard le [[jour_releve]] du mois suivant le relevé des heures, les contrats et le "
    "tableau de suivi, ou déclarer qu’il n’y en a pas eu",
    "remettre une évaluation à la fin de chaque mission, utile d’abord à la personne",
    "organiser [[comites_par_an]] comités de suivi par an, y convier le guichet et [[service_etat]], et y "
    "présenter l’accompagnement de chaque salarié à partir du tableau semestriel",
    "participer aux réunions de suivi et à la structure opérationnelle d’insertion, et suivre les "
    "décisions portées à leur compte rendu",
    "faire connaître les clauses auprès du public et des entreprises, avec les acteurs de l’emploi",
)
STRUCTURE_PLUS = {
    "mise_a_disposition": (),
    "production": ("tenir la liste nominative des salariés en parcours affectés au marché, mois par mois.",),
    "geiq": ("joindre au relevé le calendrier de l’alternance et les heures de formation du mois.",),
    "interim": (
        "désigner dans l’agence une personne chargée des parcours, distincte de la gestion commerciale",
    ),
    "handicap": (
        "fournir la liste des personnes et leurs heures ou, lorsque la prestation ne s’y prête pas, la "
        "facture qui permet de les estimer",
    ),
}

HEURES = {
    "mise_a_disposition": "Comptent les heures travaillées sur le marché par les salariés mis à disposition.",
    "production": "Comptent les heures travaillées sur le marché par les salariés en parcours.",
    "geiq": (
        "Comptent les heures en entreprise et les heures de formation, présentées à part ; la formation se "
        "partage entre les lots au prorata des heures en entreprise du mois."
    ),
    "interim": "Comptent les heures travaillées sur le marché par les intérimaires validés.",
    "handicap": (
        "Comptent les heures travaillées sur le marché. Sans liste de personnes, elles s’estiment par le "
        "montant hors taxes de la facture divisé par un taux horaire publié, et portent la mention « "
        "estimées sur facture »."
    ),
}
HEURES_COMMUNES = (
    "Une heure n’est comptée qu’une fois, sur un seul marché.",
    "Les congés, les jours fériés, le tutorat et les immersions ne comptent pas ; une heure supplémentaire "
    "compte pour une heure.",
    "Une heure n’est acquise au marché qu’après validation par le guichet.",
    "Un mois clos ne se corrige que par un rectificatif, gardé à côté du relevé d’origine.",
)

ETAT = "L’État, représenté par [[service_etat]], garantit le cadre des parcours d’insertion. Il s’engage à :"
_ETAT_COMMUN = (
    "annoncer aux partenaires les règles nouvelles qui touchent les clauses sociales, dès qu’il en a "
    "connaissance",
    "concourir, avec le guichet et la structure, au bon déroulement des parcours",
)
ETAT_SIAE = (
    "convier le guichet au dialogue de gestion de la structure",
    "y examiner avec eux le profil des personnes, l’accompagnement reçu et les freins rencontrés",
    *_ETAT_COMMUN,
)
ETAT_AUTRES = (
    "prendre part à la réunion annuelle de suivi",
    *_ETAT_COMMUN,
)

SUIVI_SIAE = (
    "L’application de la convention est examinée chaque année pendant le dialogue de gestion de la "
    "structure, à partir du bilan annuel."
)
SUIVI_AUTRES = (
    "L’application de la convention est examinée chaque année pendant une réunion des trois parties, à "
    "partir du bilan annuel."
)
SUIVI_COMMUN = (
    "Le guichet en rédige le compte rendu ; les décisions prises engagent les parties jusqu’à la réunion "
    "suivante."
)

DONNEES = (
    "Les données servent au seul suivi des clauses, mission d’intérêt public. Chacun ne reçoit que ce qui "
    "lui est utile : l’acheteur lit des heures et des effectifs, jamais un nom ; l’entreprise connaît ceux "
    "qu’elle emploie, jamais le critère qui les rend éligibles.",
    "Ni numéro de sécurité sociale ni bulletin de paie ne sont demandés ; salaire et adresse sont masqués "
    "sur les contrats. Les dossiers sont rendus anonymes [[conservation]] après le dernier contact. Chacun "
    "exerce ses droits à l’adresse [[contact_donnees]].",
)
PRINCIPES = (
    "Les parties servent l’intérêt général. Elles traitent chacun à égalité, sans discrimination, dans la "
    "neutralité, et assurent la continuité des parcours."
)
DUREE = (
    "La convention entre en vigueur à la date de la dernière signature. Elle vaut un an et se renouvelle "
    "d’année en année sans formalité, sauf dénonciation."
)
FIN = (
    "Toute partie peut demander à la revoir ; un changement prend la forme d’un avenant signé des trois "
    "parties.",
    "Toute partie peut la dénoncer par écrit, avec un préavis de [[preavis]] ; les missions commencées "
    "vont à leur terme.",
    "Un désaccord se règle d’abord entre les parties, réunies à la demande de l’une d’elles.",
)
