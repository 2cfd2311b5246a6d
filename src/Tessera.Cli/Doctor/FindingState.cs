namespace Tessera.Cli.Doctor;

enum FindingState
{
    Ok,

    /// <summary>Something optional is not there.</summary>
    Missing,

    /// <summary>Tessera cannot work so.</summary>
    Problem,
}
