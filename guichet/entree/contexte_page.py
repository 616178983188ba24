"""What every page's layout needs."""


def page(request) -> dict:
    """Return the access for the templates; pages outside a territoire have none."""
    return {"acces": getattr(request, "acces", None)}
