#!/bin/sh
# Run once by the PostgreSQL image when it makes its base, after roles.sql: give the three roles their passwords.
set -eu
psql -X -q -v ON_ERROR_STOP=1 -U postgres -d guichet \
    -v app="$MOT_DE_PASSE_APP" -v proprietaire="$MOT_DE_PASSE_PROPRIETAIRE" \
    -v sauvegarde="$MOT_DE_PASSE_SAUVEGARDE" << 'SQL'
ALTER ROLE guichet_app PASSWORD :'app';
ALTER ROLE guichet_proprietaire PASSWORD :'proprietaire';
ALTER ROLE guichet_sauvegarde PASSWORD :'sauvegarde';
SQL
