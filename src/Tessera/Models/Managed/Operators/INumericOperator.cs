using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators;

/// <summary>An operator that does the same for numbers of every type.</summary>
interface INumericOperator
{
    /// <summary>Binds a node whose numbers are <typeparamref name="T"/>.</summary>
    void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>;
}
