"""Reading of the essential data of public procurement (DECP), orders of 2017 and 2022. Pure: no database."""
