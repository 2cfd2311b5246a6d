namespace Tessera.Pipeline;

public enum MaxErrorsUnit
{
    Images,
    Percent,
}
