-- Roles, base and extensions of the guichet; run by a superuser, as often as one likes.
-- The embedded server and the container image both read this file.
SELECT format('CREATE ROLE %I LOGIN', nom)
FROM unnest(ARRAY['guichet_proprietaire', 'guichet_app', 'guichet_sauvegarde']) AS nom
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = nom)
\gexec

-- Owner: migrates and creates test bases. App: serves requests, held by row security. Backup: reads every row.
ALTER ROLE guichet_proprietaire NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION;
ALTER ROLE guichet_app NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION;
ALTER ROLE guichet_sauvegarde NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS NOREPLICATION;
GRANT pg_read_all_data TO guichet_sauvegarde;

-- Tests migrate as the owner, then SET ROLE guichet_app. Nothing is inherited. PostgreSQL 15 has no option for it.
SELECT current_setting('server_version_num')::int >= 160000 AS options_de_grant
\gset
\if :options_de_grant
GRANT guichet_app TO guichet_proprietaire WITH SET TRUE, INHERIT FALSE;
\else
GRANT guichet_app TO guichet_proprietaire;
\endif

SELECT 'CREATE DATABASE guichet OWNER guichet_proprietaire'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'guichet')
\gexec

\connect guichet
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;
