using LatencyEngine.Backtest.Replay;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Snapshots;
using LatencyEngine.Runtime.Agents;
using LatencyEngine.Trading.Snapshots;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Backtest.Recovery;

/// <summary>
/// Follows the log of a running session behind the engine, re-executes it in stages of its own, compares every output,
/// and writes a snapshot now and then: the pipeline itself is never stopped for one. Its own cold thread; owns its
/// stages.
/// </summary>
/// <remarks>
/// <para><b>What it proves.</b> That the engine is deterministic on this host, all the time. The first difference is
/// reported and ends the snapshots: they would be of another engine. The engine itself goes on.</para>
/// <para><b>Durability.</b> Nothing beyond the durable sequence is executed, so that no snapshot stands for a record that
/// a crash may take back.</para>
/// </remarks>
public sealed class ShadowSnapshots : IAgent, IDisposable
{
    private readonly ISessionReader _reader;
    private readonly Func<long> _durableSequence;
    private readonly ShadowOptions _options;
    private readonly StageStepper _stepper;
    private readonly VerifiedExecution _execution;
    private readonly SnapshotWriter _writer;
    private readonly RecordBlock _block = new();
    private int _blockTaken;
    private long _snapshotSequence;
    private long _dueFrom;
    private long _snapshotNanos;
    private long _sequence;
    private string? _alarm;
    private bool _isEnded;

    /// <param name="reader">The running session, at its start; disposed with this.</param>
    /// <param name="stages">Fresh ones, with open gates, as the engine's.</param>
    /// <param name="store">Where snapshots go; it begins behind the newest one that is there.</param>
    /// <param name="durableSequence">The last record that nothing can take back; read from the shadow's thread.</param>
    /// <param name="options">How often.</param>
    public ShadowSnapshots(
        ISessionReader reader, TradingStages stages, SnapshotStore store, Func<long> durableSequence, ShadowOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        _reader = reader;
        _durableSequence = durableSequence;
        _options = options;
        _stepper = new StageStepper(stages);
        _execution = new VerifiedExecution(_stepper, new ReplayOptions());
        _writer = new SnapshotWriter(store, reader.Head.SessionId, options.CodeVersion);
    }

    public string RoleName => "shadow";

    /// <summary>The last record that was re-executed or compared. Any thread.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Of the newest snapshot, or 0. Any thread.</summary>
    public long SnapshotSequence => Volatile.Read(ref _snapshotSequence);

    /// <summary>
    /// Why the engine cannot be trusted, or why there are no more snapshots; <c>null</c> as it should be. Any thread.
    /// </summary>
    public string? Alarm => Volatile.Read(ref _alarm);

    /// <summary>What differs; set before <see cref="Alarm"/>.</summary>
    public ReplayDifference? Difference => _execution.Difference;

    /// <summary>Continues behind the newest snapshot of the session.</summary>
    public void OnStart()
    {
        _snapshotNanos = _options.Clock.MonotonicNanos();
        _dueFrom = _reader.Head.FirstSequence - 1;
        _execution.ContinueFrom(_dueFrom, [], 0);
        try
        {
            if (_writer.TryContinue(_execution, _durableSequence(), _options.Report) is not { } head) return;
            _reader.SeekSequence(head.Sequence + 1);
            _dueFrom = head.Sequence;
            Volatile.Write(ref _snapshotSequence, head.Sequence);
        }
        catch (StateImageException failure)
        {
            End($"no snapshots will be made: {failure.Message}");
        }
    }

    /// <summary>Re-executes what has become durable, a block at a time, and writes a snapshot when one is due.</summary>
    public int DoWork()
    {
        if (_isEnded) return 0;
        if (_blockTaken == _block.Count && !TryFill()) return SnapshotWhenDue();
        var rest = _block.Records[_blockTaken..];
        var taken = _execution.Take(rest[..Math.Min(rest.Length, RecordsUntilDue())], _block.FirstSequence + _blockTaken);
        _blockTaken += taken;
        Volatile.Write(ref _sequence, _execution.LastSequence);
        if (_execution.Outcome != ReplayOutcome.None) Finish();
        else SnapshotWhenDue();
        return taken;
    }

    public void OnClose() => Dispose();

    public void Dispose()
    {
        _isEnded = true;
        _reader.Dispose();
        _stepper.Dispose();
    }

    private bool TryFill()
    {
        var limit = _durableSequence();
        if (_execution.LastSequence >= limit) return false;
        _block.Fill(_reader, _execution.LastSequence, limit);
        _blockTaken = 0;
        return _block.Count > 0;
    }

    // One by one where a snapshot is due, so that the next moment between two inputs is not passed.
    private int RecordsUntilDue() => IsDue()
        ? 1
        : (int)Math.Min(_options.EveryRecords - (_execution.LastSequence - _dueFrom), RecordBlock.CapacityRecords);

    private bool IsDue()
    {
        var records = _execution.LastSequence - _dueFrom;
        if (records >= _options.EveryRecords) return true;
        var nanos = _options.Clock.MonotonicNanos() - _snapshotNanos;
        return records > 0 && nanos >= _options.EveryTime.TotalNanoseconds;
    }

    private int SnapshotWhenDue()
    {
        if (!_execution.IsSettled || !IsDue()) return 0;
        _snapshotNanos = _options.Clock.MonotonicNanos();
        _dueFrom = _execution.LastSequence; // Also where it fails: the next one is as good.
        try
        {
            Volatile.Write(ref _snapshotSequence, _writer.Write(_execution).Sequence);
        }
        catch (IOException failure)
        {
            _options.Report?.Invoke($"a snapshot could not be written: {failure.Message}");
        }

        return 1;
    }

    private void Finish()
    {
        if (_execution.Difference is { } difference)
            End($"the engine is not deterministic here: {difference}");
        else if (_execution.Failure is { } failure)
            End($"the engine's log cannot be re-executed: {failure.Message}");
        else
            _isEnded = true; // The session has ended: it needs no snapshot any more.
    }

    private void End(string alarm)
    {
        _isEnded = true;
        Volatile.Write(ref _alarm, alarm);
        _options.Report?.Invoke(alarm);
    }
}
