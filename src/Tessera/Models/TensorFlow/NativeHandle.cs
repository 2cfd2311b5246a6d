using Microsoft.Win32.SafeHandles;

namespace Tessera.Models.TensorFlow;

/// <summary>Owns an object of TensorFlow's, and counts all that are owned, so that tests notice a leak.</summary>
abstract class NativeHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    static int s_live;
    int _isCounted = 1;

    protected NativeHandle()
        : base(ownsHandle: true) => Interlocked.Increment(ref s_live);

    /// <summary>Handles that have been made and neither been disposed of nor finalised.</summary>
    public static int LiveCount => Volatile.Read(ref s_live);

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _isCounted, 0) == 1)
        {
            Interlocked.Decrement(ref s_live);
        }

        base.Dispose(disposing);
    }
}
