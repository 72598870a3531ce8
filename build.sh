#!/usr/bin/env bash
# Saves typing: each line below does by hand what it does here.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 ORT_DISABLE_TELEMETRY=1

usage() {
  cat <<'TEXT'
usage: ./build.sh COMMAND [ARGUMENT ...]

  demo [CSV] [--label NAME] [--anomaly VALUE] [--decimal-comma] [--report PATH]
                         train on real data and score it; with a CSV, on that one. NAME is its column of 0 and 1 or of no and yes, VALUE what
                         it says of an anomaly where it says something else, PATH the page to write
  test                   build everything, check the formatting, run every test; the tests pack, and try the packages
  pack [FOLDER]          pack the packages into artifacts/package/release, on which 'dotnet run samples/NAME.cs' runs a sample; with a folder of
                         earlier packages, fail where their public surface is broken
  benchmark NAME ...     measure, with the arguments that follow:
    quality DIR          area under the ROC curve on every *.csv.gz of a folder (--protocol semi or unsup, --seeds N,
                         --detector vae or randomized-pca, --alarms, --contamination C)
    alarms DIR           share of fresh normal rows above the threshold on the same (--rate R ..., --seeds N, --missing SHARE)
    mlnet-test DIR       ML.NET's own test of anomaly detection, beside RandomizedPca
    imputation DIR       error of filled gaps, a fifth of the cells removed (--seeds N)
    synthetic DIR OUT.csv
                         draws as many rows as DIR/train.csv.gz has, with its columns (--seed N)
    speed                training steps (--peer "COMMAND" compares with a program that prints such lines as JSON; aot measures a native one,
                         shared one beside busy threads, categories blocks of one-hot slots)
    rows, kernels        scoring in ML.NET and in the engine, row by row; the engine's kernels
    memory               resident size over many loads, fits and prediction engines
    text                 a training on wide, sparse rows: what it says of its length, and its memory
    start                from the start of a process to its first score: just-in-time, ReadyToRun and native (--rounds N)
    backends             training steps, managed against TorchSharp: table [ROUNDS [PYTHON]], memory, or peer for "speed --peer";
                         convolution [ROUNDS [PYTHON]] [--mnist DIR]: convolutional networks against PyTorch and ONNX Runtime
TEXT
}

run() {
  dotnet run --configuration Release --project "$@"
}

case ${1:-} in
  demo)
    run examples/AnomalyDetection -- "${@:2}" ;;
  test)
    dotnet build --configuration Release
    dotnet format --verify-no-changes --no-restore
    dotnet test --configuration Release --no-build ;;
  pack)
    for project in src/*/*.csproj; do
      name=$(basename "$project" .csproj) baseline=()
      for earlier in ${2:+"$2/$name".[0-9]*.nupkg}; do
        [[ -e $earlier ]] || continue # a new package has none
        baseline=("-p:PackageValidationBaselinePath=$(realpath "$earlier")")
        rm -f "artifacts/obj/$name/release/"*.semaphore # of a validation without it
      done
      dotnet pack "$project" --configuration Release ${baseline[@]+"${baseline[@]}"}
    done
    rm -rf artifacts/smoke/packages/mlnet.vae* ;; # what NuGet has unpacked of the last ones
  benchmark)
    case ${2:-} in
      quality | alarms | mlnet-test | imputation | synthetic | speed | rows | kernels | start | memory | text) run benchmarks -- "${@:2}" ;;
      backends) run benchmarks/Backends -- "${@:3}" ;;
      *) usage >&2; exit 2 ;;
    esac ;;
  '') usage ;;
  *) usage >&2; exit 2 ;;
esac
