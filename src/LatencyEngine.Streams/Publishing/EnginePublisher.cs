using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Streams.Commands;

namespace LatencyEngine.Streams.Publishing;

/// <summary>
/// Publishes what an engine does: outputs on the events stream, market data, what has changed at an even rate, snapshots
/// and health. One thread, the publisher's, which follows the journal on the output ring; owns the state that it tells.
/// </summary>
/// <remarks>
/// <para><b>Never waits.</b> What is not taken is dropped with its number, and viewers find that out; no viewer, or one
/// that hangs, costs the same.</para>
/// <para><b>Cost.</b> An event costs one look at its kind, one copy into a stream and one into the state. Everything
/// else is done by <see cref="Step"/>, a bounded part at a time.</para>
/// </remarks>
public sealed class EnginePublisher
{
    private const ushort FirstOutputTemplateId = OrderAccepted.TemplateId;

    private readonly PublishedState _state;
    private readonly ConflatedWriter _conflated;
    private readonly SnapshotWriter _snapshots;
    private readonly HealthWriter _health;
    private readonly UsageWriter _usage;
    private readonly IClock _clock;
    private EngineEvent _answer;
    private long _nowNanos;

    /// <param name="clock">Paces what is told at an even rate, and stamps health.</param>
    public EnginePublisher(PublisherOptions options, StreamOutlets outlets, IClock clock)
    {
        _clock = clock;
        _nowNanos = clock.MonotonicNanos();
        _state = new PublishedState(options);
        Events = new NumberedOutlet(outlets.Events);
        Market = outlets.Market is null ? null : new NumberedOutlet(outlets.Market);
        Conflated = new NumberedOutlet(outlets.Conflated);
        _conflated = new ConflatedWriter(options, _state.Market, Conflated);
        _snapshots = new SnapshotWriter(options, _state, outlets);
        _health = new HealthWriter(options, _state, Events, Conflated, Market);
        _usage = new UsageWriter(options, _state);
    }

    public NumberedOutlet Events { get; }

    public NumberedOutlet Conflated { get; }

    /// <summary><c>null</c> where single updates are not sent.</summary>
    public NumberedOutlet? Market { get; }

    /// <summary>
    /// Where commands come in, which is shown what became of them and whose own answers are told; <c>null</c> where none
    /// are taken. Set before the start.
    /// </summary>
    public CommandGate? Commands { get; set; }

    /// <summary>Snapshots that left whole.</summary>
    public long SnapshotsCompleted => _snapshots.Completed;

    internal PublishedState State => _state;

    private long MarketSequence => Market?.Sequence ?? 0;

    /// <summary>Most bytes of a message with so many levels of a book on each side.</summary>
    public static int DepthBytesMax(int levels) => DepthMessage.BytesMax(levels);

    /// <summary>One event of the output ring: an input, or an output that it caused.</summary>
    public void OnEvent(ref EngineEvent e)
    {
        if (e.TemplateId < FirstOutputTemplateId)
        {
            OnInput(ref e);
            return;
        }
        OnOutput(ref e);
        Commands?.NoteOutput(ref e);
    }

    /// <summary>Takes over a message of the state as it was when the publisher began, without telling it.</summary>
    public void Restore(ref EngineEvent message)
    {
        if (message.TemplateId < FirstOutputTemplateId) _state.SeeDefinition(ref message);
        else _state.View.Apply(message.AsBytes());
    }

    /// <summary>How much waits in front of the publisher.</summary>
    public void NoteBacklog(long outputs) => _health.OutputBacklog = outputs;

    /// <summary>Does what time asks for, bounded: after each batch, and when nothing comes.</summary>
    public void Step()
    {
        _nowNanos = _clock.MonotonicNanos();
        _conflated.Step(_nowNanos);
        if (_health.IsDue(_nowNanos))
        {
            _usage.Tell(_clock.NanosSinceEpoch(), Events);
            TellHealth();
        }

        TellAnswers();
        _snapshots.Step(_nowNanos, Events, Conflated);
    }

    /// <summary>After the last event: the last prices, answers and health, whether they are due or not.</summary>
    public void Finish()
    {
        Step();
        _conflated.Finish(_nowNanos);
        TellHealth();
    }

    private void TellHealth() => _health.Tell(_nowNanos, _clock.NanosSinceEpoch());

    private void TellAnswers()
    {
        if (Commands?.Answers is not { } answers) return;
        for (var i = 0; i < AnswerQueue.Capacity && answers.TryTake(ref _answer); i++)
            Events.Send(_answer.AsBytes());
    }

    private void OnOutput(ref EngineEvent output)
    {
        var message = output.AsBytes();
        Events.Send(message);
        _state.SeeOutput(message);
    }

    private void OnInput(ref EngineEvent input)
    {
        if (IsMarketData(input.TemplateId))
        {
            if (Market is { IsConnected: true }) Market.Send(input.AsBytes());
        }
        else if (PublishedState.IsTold(input.TemplateId))
        {
            Events.Send(input.AsBytes());
        }

        var change = _state.SeeInput(ref input, MarketSequence);
        _conflated.Mark(in change, _nowNanos);
        if (input.TemplateId == FeedGap.TemplateId && input.As<FeedGap>().InstrumentId == 0) DistrustAll(in input.As<FeedGap>());
    }

    private void DistrustAll(in FeedGap gap)
    {
        var of = gap;
        foreach (ref readonly var row in _state.View.Instruments.Rows)
        {
            of.InstrumentId = row.Id;
            var change = _state.Market.Apply(in of, MarketSequence);
            _conflated.Mark(in change, _nowNanos);
        }
    }

    private static bool IsMarketData(ushort templateId) =>
        templateId is Quote.TemplateId or Trade.TemplateId or BookDelta.TemplateId or BookOrder.TemplateId;
}
