using System.Runtime.InteropServices;

namespace Tessera.Cli;

/// <summary>
/// Ctrl-C, or SIGTERM: the first asks the work to stop where it can be resumed, the second ends the process at once.
/// </summary>
sealed class Interruption : IDisposable
{
    // Progress bars hide it.
    const string ShowCursor = "\u001b[?25h";

    readonly CancellationTokenSource _source = new();
    readonly Surroundings _surroundings;
    readonly PosixSignalRegistration[] _registrations;

    public Interruption(Surroundings surroundings)
    {
        _surroundings = surroundings;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    // A second signal keeps its usual effect: the process ends.
    void Receive(PosixSignalContext signal)
    {
        if (!_source.IsCancellationRequested)
        {
            signal.Cancel = true;
            _surroundings.Error.WriteLine("stopping; once more ends it at once");
            _source.Cancel();
        }
        else if (_surroundings.ErrorIsTerminal)
        {
            _surroundings.Error.Write(ShowCursor);
        }
    }
}
