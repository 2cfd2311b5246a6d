@echo off
rem Runs Tessera from its sources (see the script "tessera"); dotnet run builds what has changed.
where /q dotnet || (
    echo tessera: the .NET SDK is missing: install .NET 10 from https://dotnet.microsoft.com/download, then run this again>&2
    exit /b 3
)
dotnet run --project "%~dp0src\Tessera.Cli" --configuration Release --verbosity quiet -- %*
