using System.Runtime.ExceptionServices;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Backtest.Replay;

/// <summary>
/// Reads a session on a thread of its own, some blocks ahead of the one that executes it: the disk and the checksums
/// cost the execution nothing. Made, used and disposed by that one.
/// </summary>
/// <remarks>
/// The blocks go round: the reader fills one only when the other thread is done with it. Two semaphores count them; at
/// a thousand records a block, their cost does not show.
/// </remarks>
internal sealed class ReadAhead : IDisposable
{
    private const int Blocks = 6;

    private readonly RecordBlock[] _blocks = new RecordBlock[Blocks];
    private readonly SemaphoreSlim _filled = new(0);
    private readonly SemaphoreSlim _empty = new(Blocks);
    private readonly ISessionReader _reader;
    private readonly Thread _thread;
    private long _lastSequence;
    private Exception? _error;
    private volatile bool _isStopping;
    private int _next;
    private bool _hasTaken;

    /// <param name="reader">Belongs to the thread of this class until it is disposed of; is not disposed with it.</param>
    /// <param name="lastSequence">Of the record before the first one to be read, or 0.</param>
    public ReadAhead(ISessionReader reader, long lastSequence)
    {
        _reader = reader;
        _lastSequence = lastSequence;
        for (var i = 0; i < Blocks; i++) _blocks[i] = new RecordBlock();
        _thread = new Thread(ReadAll) { IsBackground = true, Name = "replay reader" };
        _thread.Start();
    }

    /// <summary>The next block, until the one after it is asked for; the last one says so.</summary>
    /// <exception cref="LatencyEngine.Journal.Records.JournalException">The journal is damaged there.</exception>
    public RecordBlock Next()
    {
        if (_hasTaken) _empty.Release();
        _hasTaken = true;
        _filled.Wait();
        if (Volatile.Read(ref _error) is { } error) ExceptionDispatchInfo.Throw(error);
        return _blocks[_next++ % Blocks];
    }

    public void Dispose()
    {
        _isStopping = true;
        _empty.Release();
        _thread.Join();
        _filled.Dispose();
        _empty.Dispose();
    }

    private void ReadAll()
    {
        try
        {
            for (var i = 0; ; i++)
            {
                _empty.Wait();
                if (_isStopping) return;
                var block = _blocks[i % Blocks];
                block.Fill(_reader, _lastSequence);
                _lastSequence = block.FirstSequence + block.Count - 1;
                _filled.Release();
                if (block.IsLast) return;
            }
        }
        catch (Exception error)
        {
            Volatile.Write(ref _error, error); // Belongs to the one who replays: thrown there.
            _filled.Release();
        }
    }
}
