using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Streams.Commands;

/// <summary>
/// Has refusals journaled, as inputs: so many of each kind in a second one by one, and the others as a number with the
/// next one, so that a flood leaves a trace and no more. The gate's thread.
/// </summary>
internal sealed class RefusalJournal(MultiProducerSequencer<EngineEvent> input, IClock clock, int perSecond)
{
    private const long WindowNanos = 1_000_000_000;

    private readonly Kind[] _kinds = new Kind[(int)CommandRefusal.Busy + 1];
    private int _waiting;

    /// <returns>Whether it is journaled by itself, and with that will be answered.</returns>
    public bool Add(in CommandReceived refused)
    {
        ref var kind = ref _kinds[(int)refused.CommandRefusal];
        if (kind.Waiting++ == 0) _waiting++;
        kind.Last = refused;
        return MayTell(ref kind) && TryTell(ref kind);
    }

    /// <summary>Tells of those that had to wait, as far as it is their turn.</summary>
    /// <returns>How many inputs that were.</returns>
    public int TellWaiting()
    {
        var told = 0;
        for (var i = 0; _waiting > 0 && i < _kinds.Length; i++)
            if (_kinds[i].Waiting > 0 && MayTell(ref _kinds[i]) && TryTell(ref _kinds[i]))
                told++;
        return told;
    }

    /// <summary>At the end: nothing waits any longer.</summary>
    public void TellAll()
    {
        for (var i = 0; i < _kinds.Length; i++)
            if (_kinds[i].Waiting > 0) TryTell(ref _kinds[i]);
    }

    private bool MayTell(ref Kind kind)
    {
        var now = clock.MonotonicNanos();
        if (kind.IsBegun && now - kind.WindowStartNanos < WindowNanos) return kind.ToldInWindow < perSecond;
        kind.IsBegun = true;
        kind.WindowStartNanos = now;
        kind.ToldInWindow = 0;
        return true;
    }

    private bool TryTell(ref Kind kind)
    {
        if (!input.TryClaim(out var sequence)) return false;
        kind.Last.Count = (ulong)kind.Waiting;
        input[sequence].Set(in kind.Last);
        input.Publish(sequence);
        kind.Waiting = 0;
        kind.ToldInWindow++;
        _waiting--;
        return true;
    }

    private struct Kind
    {
        public CommandReceived Last;
        public long Waiting;
        public long WindowStartNanos;
        public int ToldInWindow;
        public bool IsBegun;
    }
}
