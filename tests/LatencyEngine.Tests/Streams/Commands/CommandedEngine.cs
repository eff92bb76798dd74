using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Clocks;
using LatencyEngine.Runtime.Processing;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Streams.Commands;
using LatencyEngine.Trading;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Tests.Streams.Commands;

/// <summary>
/// A whole engine on the thread of the test, with one account and one instrument, and a gate in front of it: envelopes
/// in, what would be journaled out.
/// </summary>
internal sealed class CommandedEngine : IDisposable
{
    public const uint Account = 1;
    public const uint OtherAccount = 2;
    public const uint Instrument = 1;
    public const ulong Session = 5;
    public const long Second = 1_000_000_000;
    public const long StartNanos = 1_700_000_000 * Second;
    private const long Unit = 1_000_000_000;

    // Small: tests make many.
    private static readonly PipelineOptions Small = new()
    {
        InputSlots = 64, OutputSlots = 1_024, EchoesInputs = true,
        Capacities = new Capacities
        {
            InstrumentIdEnd = 8, Accounts = 4, Positions = 16, LiveOrders = 64, ClientOrderIds = 256, BookLevelsPerSide = 16,
            MarketOrders = 64, Currencies = 4, FeeSchedules = 4, Strategies = 2, Timers = 16,
        },
    };

    private readonly TradingPipeline _pipeline;
    private readonly MultiProducerSequencer<EngineEvent> _market;
    private long _nowNanos = 1_000;

    /// <param name="inputs">Told before the gate opens; <c>null</c> for the definitions of a new session.</param>
    public CommandedEngine(IEnumerable<EngineEvent>? inputs = null, CommandGateOptions? options = null)
    {
        _pipeline = new TradingPipeline(
            Small, [], ["market", "commands"], output => output.Handler("journal", new Recorder(this)));
        _market = _pipeline.ProducerOf("market");
        foreach (var input in inputs ?? Definitions()) Tell(input);
        Gate = new CommandGate(
            Actors, _pipeline.ProducerOf("commands"), Clock, options ?? new CommandGateOptions { SessionId = Session });
        Clock.Advance(2 * Second); // What was sent before this is too old.
    }

    public static ActorKey Admin { get; } = Actor(1, ActorRole.Admin);

    public static ActorKey Trader { get; } = Actor(2, ActorRole.Trader);

    public static ActorKey Looker { get; } = Actor(3, ActorRole.Viewer);

    /// <summary>May use its account alone.</summary>
    public static ActorKey Owner { get; } = Actor(4, ActorRole.Trader, Account);

    public static ActorKey[] Actors => [Admin, Trader, Looker, Owner];

    public ManualClock Clock { get; } = new(StartNanos);

    public CommandGate Gate { get; }

    /// <summary>Everything that a journal would hold, in order.</summary>
    public List<EngineEvent> Journal { get; } = [];

    public ulong StateHash => _pipeline.Stages.StateHash();

    public IEnumerable<CommandAnswered> Answers =>
        Journal.Where(e => e.Is<CommandAnswered>()).Select(e => e.As<CommandAnswered>());

    public static ActorKey Actor(uint id, ActorRole role, params uint[] accounts)
    {
        var key = new byte[ActorKey.KeyBytesMin];
        key.AsSpan().Fill((byte)id);
        return new ActorKey(id, role, role.ToString(), key, [.. accounts]);
    }

    public static EngineEvent Buy(long lots, ulong clientOrderId, uint account = Account)
    {
        var command = default(EngineEvent);
        ref var submit = ref command.Begin<SubmitOrder>();
        submit.AccountId = account;
        submit.InstrumentId = Instrument;
        submit.ClientOrderId = clientOrderId;
        submit.Side = Side.Buy;
        submit.Quantity = lots;
        submit.OrderType = OrderType.Limit;
        submit.PriceRaw = 99 * Unit;
        submit.TimeInForce = TimeInForce.Gtc;
        return command;
    }

    public static EngineEvent State(TradingState state, byte rearm = 0)
    {
        var command = default(EngineEvent);
        ref var set = ref command.Begin<SetTradingState>();
        (set.ScopeKind, set.TradingState, set.Rearm) = (ScopeKind.Engine, state, rearm);
        return command;
    }

    public byte[] Envelope(ActorKey actor, in EngineEvent command, ulong key, long sentNanos = 0, ulong session = 0)
    {
        var bytes = new byte[SignedEnvelope.BytesMax];
        var signer = new CommandSigner(actor) { SessionId = session };
        return bytes[..signer.Write(in command, key, sentNanos == 0 ? Clock.NanosSinceEpoch() : sentNanos, bytes)];
    }

    public void Send(ActorKey actor, in EngineEvent command, ulong key) => Receive(Envelope(actor, in command, key));

    /// <summary>Lets an envelope come in, and everything happen that it causes.</summary>
    public void Receive(ReadOnlySpan<byte> envelope)
    {
        Gate.OnEnvelope(envelope);
        Run();
    }

    public void Run()
    {
        do
        {
            while (_pipeline.Pipeline.Step() > 0)
            {
            }
        }
        while (Gate is not null && Gate.DoWork() > 0);
    }

    /// <summary>The market goes on.</summary>
    public void Quote()
    {
        var input = default(EngineEvent);
        ref var quote = ref input.Begin<Quote>();
        quote.InstrumentId = Instrument;
        quote.BidPriceRaw = 100 * Unit;
        quote.AskPriceRaw = 101 * Unit;
        quote.BidQuantity = quote.AskQuantity = 10;
        quote.TimestampNanos = _nowNanos += 1_000;
        Tell(input);
    }

    public void Tell(in EngineEvent input)
    {
        Assert.True(_market.TryClaim(out var sequence));
        _market[sequence] = input;
        _market.Publish(sequence);
        Run();
    }

    /// <summary>What was told without being journaled, since the last look.</summary>
    public List<CommandAnswered> Told()
    {
        var told = new List<CommandAnswered>();
        var answer = default(EngineEvent);
        while (Gate.Answers.TryTake(ref answer)) told.Add(answer.As<CommandAnswered>());
        return told;
    }

    /// <summary>The one answer that came since the last look, journaled or not.</summary>
    public CommandAnswered TakeAnswer()
    {
        List<CommandAnswered> all = [.. Answers, .. Told()];
        Journal.Clear();
        return Assert.Single(all);
    }

    /// <summary>The one input that says how the last command was taken, since the last look.</summary>
    public CommandReceived Received() =>
        Assert.Single(Journal, e => e.Is<CommandReceived>()).As<CommandReceived>();

    public void Dispose() => _pipeline.Dispose();

    private static List<EngineEvent> Definitions()
    {
        var inputs = new List<EngineEvent>();
        foreach (var account in (uint[])[Account, OtherAccount])
        {
            Add((ref AccountDefinition definition) =>
                (definition.AccountId, definition.Currency) = (account, Currency.Usd.Code));
            Add((ref Deposit deposit) =>
                (deposit.AccountId, deposit.Currency, deposit.Amount) = (account, Currency.Usd.Code, 1_000_000_000_000));
        }

        var slot = default(EngineEvent);
        new InstrumentTerms { Id = Instrument, Symbol = "TEST", TickSize = Unit }.WriteTo(ref slot, 0);
        inputs.Add(slot);
        Add((ref SessionOpened opened) => opened.SessionId = Session);
        Add((ref Quote quote) =>
        {
            quote.InstrumentId = Instrument;
            (quote.BidPriceRaw, quote.AskPriceRaw) = (100 * Unit, 101 * Unit);
            quote.BidQuantity = quote.AskQuantity = 10;
        });
        return inputs;

        void Add<T>(Fill<T> fill)
            where T : unmanaged, ISbeMessage<T>
        {
            var input = default(EngineEvent);
            fill(ref input.Begin<T>());
            input.TimestampNanos = 1_000;
            inputs.Add(input);
        }
    }

    private delegate void Fill<T>(ref T message);

    private readonly struct Recorder(CommandedEngine engine) : IEventHandler<EngineEvent>
    {
        public void OnEvent(ref EngineEvent e, long sequence, bool endOfBatch)
        {
            engine.Journal.Add(e);
            engine.Gate?.NoteOutput(ref e);
        }
    }
}
