#!/usr/bin/env bash
# Builds, tests and shows MLNet.Vae. Each command is a few lines that could be typed by hand; see usage below.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 ORT_DISABLE_TELEMETRY=1

usage() {
  cat <<'TEXT'
usage: ./build.sh COMMAND [ARGUMENT ...] [--feed DIR]

  demo [CSV ...]     train on real data and score it; with a CSV, on that one (--label NAME names its column of 0 and 1)
  test               build everything, check the formatting, pack, try the packages, run every test; with --feed, compare the stand-ins with it
  pack               put both packages and their symbols into artifacts/packages
  all                all of "test", then the demo and the other examples: a line each, and what they print in artifacts/all
  quality DIR        area under the ROC curve on every *.csv.gz of a folder (--protocol semi or unsup, --seeds N)
  benchmark NAME     run benchmarks/NAME with the arguments that follow
  speed              time training steps (--peer "COMMAND" compares with a program that prints such lines as JSON)

  --feed DIR         take packages from this folder too; its builds lie apart from all others, in artifacts/

Where the package source has no Microsoft.ML, the stand-ins of nuget/standins are packed and used; see nuget/standins/README.md. Then "test"
and "all", run as root with apt, install libtorch-dev and libopenblas0-pthread unless MLNET_VAE_APT=0; without them the TorchSharp tests are skipped.
TEXT
}

# The TorchSharp stand-in is compiled against Debian's libtorch-dev; without it the package carries no native library, as TorchSharp alone does not.
has_libtorch() {
  [[ -e /usr/include/torch/csrc/api/include/torch/torch.h ]] && command -v g++ >/dev/null && compgen -G '/usr/lib/*/libopenblas.so.0' >/dev/null
}

# Without libopenblas0-pthread libtorch runs on Debian's reference BLAS, twenty times as slow.
skipped_why=
install_libtorch() {
  local packages=(libtorch-dev libopenblas0-pthread)
  command -v g++ >/dev/null || packages+=(g++)
  local line="apt-get install --yes --no-install-recommends ${packages[*]}"
  has_libtorch && return
  if [[ $(id -u) -eq 0 && ${MLNET_VAE_APT:-1} != 0 ]] && command -v apt-get >/dev/null; then
    echo "Installing ${packages[*]} with apt, so that the TorchSharp tests can train; MLNET_VAE_APT=0 leaves that out." >&2
    { apt-get --quiet --quiet update && DEBIAN_FRONTEND=noninteractive $line >artifacts/apt.log; } && return
  fi
  skipped_why="There is no libtorch here, so the TorchSharp tests are skipped. To run them too: sudo $line"
  echo "$skipped_why" >&2
}

standins=$PWD/artifacts/feeds/standins

# Packs the stand-ins unless that was done since they last changed, or libtorch came or went.
pack_standins() {
  local with_libtorch=false project
  has_libtorch && with_libtorch=true
  if [[ ! -e $standins/with-libtorch-$with_libtorch || -n $(find nuget/standins -newer "$standins" -print -quit) ]]; then
    rm -rf "$standins" "$standins.new"
    for project in Microsoft.ML/Package Microsoft.ML.Onnx{Runtime/Managed,Runtime/Native,Transformer,Converter} TorchSharp/{TorchSharp,TorchSharp-cpu}; do
      dotnet pack --verbosity quiet --output "$standins.new" --property:WithLibtorch=$with_libtorch "nuget/standins/$project"
    done
    touch "$standins.new/with-libtorch-$with_libtorch"
    mv "$standins.new" "$standins"
    touch "$standins"
  fi
}

# Sets PackageFeed where the usual source does not do.
choose_packages() {
  local missing
  if [[ -z ${PackageFeed:-} ]]; then
    dotnet restore src/Estimators >artifacts/restore.log && return
    missing=$(grep --only-matching 'NU1101: [^.]*[.][^ ]*' artifacts/restore.log | head -1) && [[ -d nuget/standins ]] ||
      { cat artifacts/restore.log; return 1; }
    echo "$missing is not served by the package source: using the stand-ins of nuget/standins." >&2
    if [[ $command == test || $command == all ]]; then install_libtorch; fi
    pack_standins
    export PackageFeed=$standins
  fi
  # A feed keeps its versions when its packages change, so what was restored from older ones must go.
  local world=artifacts/${PackageFeed##*/}
  if [[ -d $world/packages && -n $(find "$PackageFeed" -name '*.nupkg' -newer "$world/packages" -print -quit) ]]; then
    rm -rf "$world/packages"
  fi
}

run_project() {
  dotnet run --configuration Release --project "$@"
}

demo() {
  run_project examples/AnomalyDetection -- "$@"
  if [[ $# -eq 0 ]]; then
    run_project examples/Clustering
    run_project examples/Generation
  fi
}

# Whatever the stand-ins have must be in the official assemblies, which --feed brings.
check_standins() {
  [[ -d nuget/standins && ${PackageFeed:-$standins} != "$standins" ]] || return 0
  pack_standins
  run_project nuget/standins/Signatures -- "$standins" "artifacts/${PackageFeed##*/}/bin" src/Estimators/Interop/Publicize.targets
}

build() {
  dotnet build --configuration Release MLNet.Vae.sln
}

check_format() {
  dotnet format --verify-no-changes --no-restore MLNet.Vae.sln
}

pack() {
  local project
  rm -rf artifacts/packages
  for project in src/*/*.csproj; do
    dotnet pack --configuration Release --output artifacts/packages "$project"
  done
}

# A user's programs on the packed packages: the first prints what the README says. Whatever else serves a package of the same name and
# version, NuGet must have taken the packed one.
smoke() {
  local package
  rm -rf artifacts/smoke
  { run_project nuget/SmokeTest/QuickStart && run_project nuget/SmokeTest/SaveAndLoad; } >artifacts/smoke.log || { cat artifacts/smoke.log; return 1; }
  diff <(awk '/^```/ { inside = /^```text/ && !blocks++; next } inside' README.md; cat nuget/SmokeTest/SaveAndLoad/expected.txt) artifacts/smoke.log
  for package in artifacts/packages/*.nupkg; do
    cmp "$package" "$(find artifacts/smoke/packages -iname "$(basename "$package")")"
  done
  echo "The packed packages ran: $(basename -a artifacts/packages/*.nupkg | xargs)"
}

# The last line is the sum over the test projects; one that reports nothing has failed.
run_tests() {
  local status=0 projects=(tests/*.Tests/*.csproj)
  dotnet test --configuration Release --no-build MLNet.Vae.sln | tee artifacts/test.log || status=$?
  [[ -z $skipped_why ]] || echo "$skipped_why"
  awk -F '[:,]' -v projects="${#projects[@]}" '/ - Failed: /{ failed += $2; passed += $4; skipped += $6; reports++ }
    END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit reports < projects || failed > 0 }' artifacts/test.log ||
    status=1
  return "$status"
}

# One line: what it is, how it went, how long it took, and the last line that it printed.
failures=0
step() {
  local name=$1 log=artifacts/all/$1.log status start=$SECONDS
  shift
  set +e
  (set -e; "$@") >"$log" 2>&1
  status=$?
  set -e
  printf '%-16s %-6s %4d s  %.100s\n' "$name" "$([[ $status -eq 0 ]] && echo ok || echo FAILED)" $((SECONDS - start)) "$(tail -n 1 "$log" | sed 's/^ *//')"
  [[ $status -eq 0 ]] || failures=$((failures + 1))
}

all() {
  rm -rf artifacts/all
  mkdir -p artifacts/all
  step build build
  step format check_format
  step stand-ins check_standins
  step pack pack
  step smoke smoke
  step test run_tests
  step demo run_project examples/AnomalyDetection
  step clustering run_project examples/Clustering
  step generation run_project examples/Generation
  step quick-start run_project examples/QuickStart
  step onnx-training run_project examples/OnnxDeployment/Training
  step onnx-scoring run_project examples/OnnxDeployment/Scoring
  [[ $failures -eq 0 ]] || { echo "$failures failed: see artifacts/all/"; return 1; }
}

command=${1:-}
[[ $# -gt 0 ]] && shift
arguments=()
while [[ $# -gt 0 ]]; do
  if [[ $1 == --feed ]]; then
    PackageFeed=$(cd "${2:?--feed needs a folder}" && pwd)
    export PackageFeed
    shift 2
  else
    arguments+=("$1")
    shift
  fi
done

benchmark=${arguments[0]:-}
if [[ $command == benchmark && ! -f benchmarks/$benchmark/$benchmark.csproj ]]; then
  echo "There is no benchmark '$benchmark'; there are $(basename -a benchmarks/*/*.csproj | sed 's/\.csproj$//' | paste -sd ' ')." >&2
  exit 2
fi

mkdir -p artifacts
case $command in
  demo | test | pack | all | quality | benchmark | speed) choose_packages ;;
  *) usage; exit $([[ -z $command ]] && echo 0 || echo 2) ;;
esac
case $command in
  demo) demo "${arguments[@]}" ;;
  test) build; check_format; check_standins; pack; smoke; run_tests ;;
  pack) pack ;;
  all) all ;;
  quality) run_project benchmarks/Quality -- "${arguments[@]}" ;;
  benchmark) run_project "benchmarks/$benchmark" -- "${arguments[@]:1}" ;;
  speed) run_project benchmarks/Steps -- "${arguments[@]}" ;;
esac
