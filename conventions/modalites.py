"""Which modalités a structure's kind may use once its convention is in force (R6, R11)."""

MODALITES: dict[str, tuple[str, ...]] = {
    "ai": ("ai",),
    "etti": ("etti",),
    "ei": ("ei",),
    "eiti": ("ei",),
    "aci": ("aci",),
    "regie": ("ei",),
    "geiq": ("geiq",),
    "ett": ("ett",),
    "ea": ("ea",),
    "eatt": ("ea",),
    "esat": ("ea",),
}
