namespace Tessera.Models.Managed.Operators;

/// <summary>Kernels refuse impossible shapes as a mistake of their caller; here the shapes come from a file.</summary>
static class Refusal
{
    /// <summary>The shape that <paramref name="make"/> gives.</summary>
    /// <exception cref="TesseraException">The kernels refuse it.</exception>
    public static T Of<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception failure) when (failure is ArgumentException or OverflowException)
        {
            throw TesseraException.User(failure.Message, failure);
        }
    }
}
