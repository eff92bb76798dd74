#!/bin/sh
# One front door for POSIX shells and PowerShell alike: everything goes to src/LatencyEngine.Host, which holds the logic.
echo @'
' > /dev/null
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 4
command -v dotnet > /dev/null || { echo "LatencyEngine needs the .NET 10 SDK: https://dot.net/download, or your system's package dotnet-sdk-10.0" >&2; exit 4; }
exec dotnet run --project "$here/src/LatencyEngine.Host" --configuration Release -- "$@"
'@ | Out-Null
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { [Console]::Error.WriteLine("LatencyEngine needs the .NET 10 SDK: https://dot.net/download, or winget install Microsoft.DotNet.SDK.10"); exit 4 }
dotnet run --project "$PSScriptRoot/src/LatencyEngine.Host" --configuration Release '--' $args
exit $LASTEXITCODE
