using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Viewer.Projection;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Tells the whole state again and again, while somebody listens. The publisher's thread; owns the snapshot on its way.
/// </summary>
/// <remarks>
/// <b>Consistency.</b> All entries are copied at once, between two inputs, and stand for the last numbers of the events
/// and the conflated stream at that moment. <b>Calm.</b> They then leave a bounded number of bytes at a time, as far as
/// they are taken, so that the other streams are never kept waiting; a snapshot that takes too long is given up.
/// </remarks>
internal sealed class SnapshotWriter(PublisherOptions options, PublishedState state, StreamOutlets outlets)
{
    private const int BytesPerStep = 64 * 1024;
    private const long StepNanos = 1_000_000;
    private const long PatienceNanos = 5_000_000_000;

    private readonly SnapshotStaging _entries = new();
    private readonly byte[] _depth = new byte[DepthMessage.BytesMax(options.DepthLevels)];
    private EngineEvent _slot;
    private SnapshotBegin _begin;
    private long _place;
    private long _beganNanos = long.MinValue / 2;
    private long _steppedNanos = long.MinValue / 2;
    private bool _isOnItsWay;
    private bool _wasConnected;

    /// <summary>Snapshots begun.</summary>
    public ulong Begun { get; private set; }

    /// <summary>Snapshots that left whole.</summary>
    public long Completed { get; private set; }

    /// <summary>Begins a snapshot when it is time for one, and lets a part of it go.</summary>
    public void Step(long nowNanos, NumberedOutlet events, NumberedOutlet conflated)
    {
        var isConnected = outlets.Snapshots.IsConnected;
        if (!isConnected) _isOnItsWay = false;
        // Whoever has just come is not kept waiting for the next turn.
        var isDue = !_wasConnected || nowNanos - _beganNanos >= options.SnapshotNanos;
        _wasConnected = isConnected;
        if (!isConnected) return;
        if (!_isOnItsWay && isDue) Begin(nowNanos, events, conflated);
        if (_isOnItsWay && nowNanos - _steppedNanos >= StepNanos) LetGo(nowNanos);
    }

    private void Begin(long nowNanos, NumberedOutlet events, NumberedOutlet conflated)
    {
        _beganNanos = nowNanos;
        _place = 0;
        _isOnItsWay = true;
        Stage();
        _begin = new SnapshotBegin
        {
            TimestampNanos = state.EventNanos,
            SessionId = options.SessionId,
            SnapshotNumber = ++Begun,
            EventsSequence = (ulong)events.Sequence,
            InputSequence = state.InputSequence,
            EventsSessionId = events.SessionId,
            Entries = _entries.Count,
            ConflatedSequence = (ulong)conflated.Sequence,
            ConflatedSessionId = conflated.SessionId,
            MarketSessionId = outlets.Market?.SessionId ?? 0,
        };
    }

    private void LetGo(long nowNanos)
    {
        _steppedNanos = nowNanos;
        if (nowNanos - _beganNanos > PatienceNanos) _isOnItsWay = false;
        var bytes = 0;
        if (_isOnItsWay && _place == 0)
        {
            _slot.Set(in _begin);
            if (!TryOffer(_slot.AsBytes(), ref bytes)) return;
        }

        while (_isOnItsWay && !_entries.IsAtEnd && bytes < BytesPerStep)
        {
            if (!TryOffer(_entries.Peek(), ref bytes)) return;
            _entries.Advance();
        }

        if (_isOnItsWay && _entries.IsAtEnd) End(ref bytes);
    }

    private void End(ref int bytes)
    {
        ref var end = ref _slot.Begin<SnapshotEnd>();
        end.TimestampNanos = _begin.TimestampNanos;
        end.SnapshotNumber = _begin.SnapshotNumber;
        end.EventsSequence = _begin.EventsSequence;
        end.Entries = _begin.Entries;
        if (!TryOffer(_slot.AsBytes(), ref bytes)) return;
        _isOnItsWay = false;
        Completed++;
    }

    private bool TryOffer(ReadOnlySpan<byte> message, ref int bytes)
    {
        if (outlets.Snapshots.Offer(message, _place) < 0) return false;
        _place++;
        bytes += message.Length;
        return true;
    }

    private void Stage()
    {
        _entries.Clear();
        var view = state.View;
        foreach (ref readonly var row in view.Wallets.Accounts.Rows) _entries.Add(in row);
        foreach (ref readonly var row in view.Wallets.Rates.Rows) _entries.Add(in row);
        StageInstruments();
        foreach (ref readonly var row in view.Strategies.Strategies.Rows) StageStrategy(in row);
        foreach (ref readonly var row in view.Strategies.Parameters.Rows) _entries.Add(in row);
        StageRecent();
        foreach (ref readonly var row in view.Orders.Live.Rows) _entries.Add(in row.Order);
        foreach (ref readonly var row in view.Positions.Rows.Rows) _entries.Add(in row);
        foreach (ref readonly var row in view.Wallets.Balances.Rows) _entries.Add(in row.Posting);
        foreach (ref readonly var row in view.Risk.States.Rows) _entries.Add(in row);
        foreach (ref readonly var row in view.Risk.Limits.Rows) StageLimit(in row);
        foreach (ref readonly var row in view.Health.Feeds.Rows) _entries.Add(in row);
        foreach (ref readonly var row in view.Health.Stages.Rows) _entries.Add(in row);
        if (view.Health.Engine.TimestampNanos > 0) _entries.Add(view.Health.Engine);
        if (view.Health.IsEnded) _entries.Add(view.Health.Ended);
    }

    private void StageInstruments()
    {
        foreach (ref readonly var row in state.View.Instruments.Rows)
        {
            if (!row.IsDefined) continue;
            _entries.Add(in row.Definition);
            ref readonly var market = ref state.Market[row.Id];
            if (market.Updates > 0 || market.Status != InstrumentStatus.Open) _entries.Add(in market);
            if (!state.Market.HasLevels(row.Id) || market.Updates == 0) continue;
            var length = DepthMessage.Write(state.Market.Books, in market, options.DepthLevels, _depth);
            _entries.Add(_depth.AsSpan(0, length));
        }
    }

    private void StageStrategy(in StrategyRow row)
    {
        if (row.Definition.StrategyId != 0) _entries.Add(in row.Definition);
        if (row.State.StrategyState != StrategyState.None) _entries.Add(in row.State);
    }

    private void StageLimit(in LimitRow row)
    {
        _entries.Add(in row.Limit);
        if (row.IsUsageKnown) _entries.Add(in row.Usage);
    }

    // What happened lately, oldest first, and before the orders: a fill of one that lives says less of it than it does.
    private void StageRecent()
    {
        var (orders, notices) = (state.View.Orders, state.View.Notices);
        for (var age = orders.Fills.Count - 1; age >= 0; age--) _entries.Add(in orders.Fills[age]);
        StageNotices(notices.Alerts);
        StageNotices(notices.Rejections);
        StageNotices(notices.Answers);
    }

    private void StageNotices(RecentList<EngineEvent> notices)
    {
        for (var age = notices.Count - 1; age >= 0; age--) _entries.Add(notices[age].AsBytes());
    }
}
