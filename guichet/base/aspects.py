"""How a state looks: one tone and one icon per kind of state, the same on every screen.

Colour never speaks alone: the icon and the word say the same thing.
"""

# aspect: (tone, icon)
ASPECTS = {
    "brouillon": ("neutre", "crayon"),
    "en-cours": ("accent", "horloge"),
    "depose": ("info", "horloge"),
    "attente": ("alerte", "sablier"),
    "confirme": ("alerte", "coche"),
    "surveiller": ("alerte", "triangle"),
    "corriger": ("erreur", "croix"),
    "refuse": ("erreur", "croix"),
    "risque": ("erreur", "triangle"),
    "valide": ("succes", "coche"),
    "eligible": ("accent", "coche"),
    "fini": ("neutre", "coche"),
    "arrete": ("neutre", "croix"),
    "clos": ("neutre", "cadenas"),
    "information": ("info", "information"),
}

# tone of a message: icon
ICONES_DE_MESSAGE = {
    "neutre": "information",
    "info": "information",
    "alerte": "triangle",
    "erreur": "triangle",
    "succes": "coche",
}
