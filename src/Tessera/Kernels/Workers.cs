using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Tessera.Kernels;

/// <summary>
/// A fixed pool of threads, the caller being one of them. Items are claimed one at a time, so uneven items and more
/// threads than cores do no harm. Waiting threads spin briefly, then block. One caller at a time.
/// </summary>
public sealed unsafe class Workers : IDisposable
{
    const int Closed = 1 << 30;

    // about 30 µs: longer than the gap between two kernels of a network, shorter than anything a user notices
    const int Spins = 1_000;

    readonly Thread[] _threads;
    readonly object _gate = new();
    delegate*<void*, int, int, void> _execute;
    void* _work;
    int _items;
    int _next;
    int _joined = Closed;
    int _generation;
    int _sleepers;
    int _busy;
    bool _disposed;
    ExceptionDispatchInfo? _failure;

    /// <param name="threads">How many threads work, the caller included; 1 starts none.</param>
    public Workers(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _threads = new Thread[threads - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var worker = i + 1;
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"kernel worker {worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>How many threads work, the caller included.</summary>
    public int Count => _threads.Length + 1;

    /// <summary>
    /// Runs items 0 … items−1 and returns when all are done; the first exception stops the rest and is thrown.
    /// </summary>
    public void Run(int items, Action<int, int> execute) => Run(items, new Delegated(execute));

    /// <inheritdoc cref="Run(int, Action{int, int})"/>
    internal void Run<TWork>(int items, TWork work)
        where TWork : struct, IWork
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            throw new InvalidOperationException("workers are in use: one caller at a time, none from within an item");
        }

        try
        {
            RunAlone(items, ref work);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        lock (_gate)
        {
            Interlocked.Increment(ref _generation);
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    void RunAlone<TWork>(int items, ref TWork work)
        where TWork : struct, IWork
    {
        if (_threads.Length == 0 || items <= 1)
        {
            for (var item = 0; item < items; item++)
            {
                work.Execute(item, 0);
            }

            return;
        }

        // the caller's stack holds the work until the last joined worker has left
        _work = Unsafe.AsPointer(ref work);
        _execute = &ExecuteItem<TWork>;
        _items = items;
        _next = 0;
        _failure = null;
        Volatile.Write(ref _joined, 0);
        Wake();
        Claim(0);
        Interlocked.Or(ref _joined, Closed);
        AwaitLeavers();
        _failure?.Throw();
    }

    static void ExecuteItem<TWork>(void* work, int item, int worker)
        where TWork : struct, IWork => Unsafe.AsRef<TWork>(work).Execute(item, worker);

    void Claim(int worker)
    {
        try
        {
            for (int item; (item = Interlocked.Increment(ref _next) - 1) < _items;)
            {
                _execute(_work, item, worker);
            }
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            Volatile.Write(ref _next, int.MaxValue / 2);
        }
    }

    void Wake()
    {
        Interlocked.Increment(ref _generation);
        if (Volatile.Read(ref _sleepers) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    void AwaitLeavers()
    {
        for (var spins = 0; Volatile.Read(ref _joined) != Closed; spins++)
        {
            if (spins < Spins)
            {
                Thread.SpinWait(8);
            }
            else
            {
                AwaitLeaversAsleep();
            }
        }
    }

    void AwaitLeaversAsleep()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            while (Volatile.Read(ref _joined) != Closed)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _sleepers);
        }
    }

    void Serve(int worker)
    {
        var seen = 0;
        while (true)
        {
            seen = AwaitGeneration(seen);
            if (Volatile.Read(ref _disposed))
            {
                return;
            }

            if (TryJoin())
            {
                Claim(worker);
                Leave();
            }
        }
    }

    int AwaitGeneration(int seen)
    {
        for (var spins = 0; spins < Spins; spins++)
        {
            if (Volatile.Read(ref _generation) != seen)
            {
                return Volatile.Read(ref _generation);
            }

            Thread.SpinWait(8);
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _sleepers);
            while (Volatile.Read(ref _generation) == seen)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _sleepers);
            return Volatile.Read(ref _generation);
        }
    }

    // a worker that wakes too late finds the job closed and must not touch it
    bool TryJoin()
    {
        var joined = Volatile.Read(ref _joined);
        while ((joined & Closed) == 0)
        {
            var before = Interlocked.CompareExchange(ref _joined, joined + 1, joined);
            if (before == joined)
            {
                return true;
            }

            joined = before;
        }

        return false;
    }

    void Leave()
    {
        if (Interlocked.Decrement(ref _joined) == Closed && Volatile.Read(ref _sleepers) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    readonly struct Delegated(Action<int, int> execute) : IWork
    {
        public void Execute(int item, int worker) => execute(item, worker);
    }
}
