using System.Collections.Concurrent;
using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Viewer.Commands;

/// <summary>Hands an envelope to the stream.</summary>
/// <returns><c>false</c> when it has no room for it now.</returns>
internal delegate bool EnvelopeOffer(ReadOnlySpan<byte> envelope);

/// <summary>
/// Everything that is on its way to an engine or waits for its answer. Any thread posts; one thread sends, listens and
/// owns the exchanges.
/// </summary>
internal sealed class CommandPostbox(IClock clock, int exchangesMax)
{
    private readonly ConcurrentQueue<CommandExchange> _posted = new();
    private readonly List<CommandExchange> _exchanges = [];
    private readonly RecentOutputs _recent = new();
    private int _count;
    private long _lastSentNanos;
    private volatile bool _isClosed;

    /// <returns>The result, once it is known.</returns>
    /// <exception cref="InvalidOperationException">Too much waits already.</exception>
    public Task<CommandResult> Post(CommandExchange exchange)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (Interlocked.Increment(ref _count) > exchangesMax)
        {
            Interlocked.Decrement(ref _count);
            throw new InvalidOperationException($"{exchangesMax} commands wait for an answer; no more are taken.");
        }

        _posted.Enqueue(exchange);
        if (_isClosed) exchange.GiveUp();
        return exchange.Result;
    }

    /// <summary>Sends what is due and gives up what is late.</summary>
    /// <param name="offer"><c>null</c> while nobody takes commands.</param>
    /// <returns>Envelopes sent.</returns>
    public int Send(EnvelopeOffer? offer)
    {
        var sent = 0;
        var now = clock.MonotonicNanos();
        while (_posted.TryDequeue(out var posted))
        {
            posted.Begin(now);
            _exchanges.Add(posted);
        }

        for (var i = 0; i < _exchanges.Count; i++)
        {
            if (Send(_exchanges[i], offer, now)) sent++;
            _exchanges[i].Tick(now);
            if (_exchanges[i].IsDone) RemoveAt(i--);
        }

        return sent;
    }

    /// <summary>Listens to the events stream.</summary>
    public void OnEvent(ReadOnlySpan<byte> message)
    {
        var slot = default(EngineEvent);
        if (!slot.TryRead(message)) return; // Of a kind that tells nothing of commands.
        if (!slot.Is<CommandAnswered>())
        {
            _recent.Add(in slot);
            return;
        }

        ref var answer = ref slot.As<CommandAnswered>();
        foreach (var exchange in _exchanges) exchange.OnAnswer(in answer, _recent, clock.MonotonicNanos());
    }

    /// <summary>Nothing will be answered any more.</summary>
    public void GiveUp()
    {
        _isClosed = true;
        while (_posted.TryDequeue(out var posted)) _exchanges.Add(posted);
        foreach (var exchange in _exchanges) exchange.GiveUp();
    }

    // Each attempt has a time of its own, by which its answer is known.
    private bool Send(CommandExchange exchange, EnvelopeOffer? offer, long now)
    {
        if (offer is null) return false;
        var sentNanos = Math.Max(_lastSentNanos + 1, clock.NanosSinceEpoch());
        var envelope = exchange.ToSend(now, sentNanos);
        if (envelope.IsEmpty) return false;
        _lastSentNanos = sentNanos;
        if (!offer(envelope)) return false;
        exchange.Sent(now);
        return true;
    }

    private void RemoveAt(int index)
    {
        _exchanges.RemoveAt(index);
        Interlocked.Decrement(ref _count);
    }
}
