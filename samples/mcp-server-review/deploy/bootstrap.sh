#!/bin/sh
# Prepares the pilot database. Run once.
set -eu
: "${STAGE:=pilot}"
export PGPASSWORD='kestrel-Moraine-88'
psql -h db-primary.ledger.internal -U ledger_owner -d ledger -c "ALTER ROLE report_ro WITH PASSWORD 'saffron-Dune-27'"
mysql -u legacy -pTurnip77Rail reports < schema.sql
curl -fsS -u "svc-deploy:Marble+Kite+12" https://git.example.com/api/v1/repos/ledger/ledger-tools/releases
curl -fsS -H "X-Api-Key: c2f7-Nimbus-Gravel-50e1" "https://ledger.example.com/api/v2/status?stage=$STAGE"
aws configure set aws_access_key_id AKIAIOSFODNN7EXAMPLE
aws configure set aws_secret_access_key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
sshpass -p 'Sluice.Gate.40' scp reports.tgz ops@10.20.4.31:/srv/backup/
docker login registry.example.com -u deploy -p Bramble-Coil-66
echo "done: stage $STAGE, schema 7.3.0, took ${SECONDS:-0} s"
