using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Tests.Trading.Ledger;

/// <summary>Accounting with its tables and a recorder of what it writes, and short words for what tests ask
/// of it.</summary>
public sealed class BooksFixture : IDisposable
{
    public const uint Account = 7;
    public const ushort Schedule = 1;

    private ulong _lastClientId;

    public BooksFixture(Capacities? capacities = null, bool hasAccount = true)
    {
        Capacities = capacities ?? Small;
        Instruments = new InstrumentTable(Capacities.InstrumentIdEnd);
        Positions = new PositionTable(Capacities);
        Orders = new OrderTable(Capacities);
        Recorder = new OutputRecorder();
        Accounting = new Accounting(Capacities, Instruments, Positions, Recorder.Writer);
        if (hasAccount) Define(Account, Currency.Usd);
    }

    public static Capacities Small { get; } = new()
    {
        InstrumentIdEnd = 32, Accounts = 4, Currencies = 4, Positions = 256, LiveOrders = 256, FeeSchedules = 4,
    };

    public Capacities Capacities { get; }

    public InstrumentTable Instruments { get; }

    public PositionTable Positions { get; }

    public OrderTable Orders { get; }

    public OutputRecorder Recorder { get; }

    public Accounting Accounting { get; }

    public static long Money(decimal amount) => (long)(amount * 1_000_000m);

    public static long Price(decimal price) => (long)(price * 1_000_000_000m);

    public static long Rate(decimal rate) => (long)(rate * 1_000_000_000m);

    public RejectReason Define(uint accountId, Currency currency)
    {
        var definition = AccountDefinition.Create();
        definition.AccountId = accountId;
        definition.Currency = currency.Code;
        return Accounting.Apply(in definition);
    }

    public InstrumentTerms Define(InstrumentTerms terms)
    {
        var slot = default(EngineEvent);
        terms.WriteTo(ref slot, timestampNanos: 1);
        Assert.True(Instruments.Apply(slot.As<InstrumentDefinition>()));
        Assert.Equal(RejectReason.None, Accounting.Apply(slot.As<InstrumentDefinition>()));
        return terms;
    }

    /// <summary>A share in dollars, one lot a share, half of a short position's value as margin, no
    /// fees.</summary>
    public InstrumentTerms DefineShare(uint id = 1, ushort schedule = 0) => Define(new InstrumentTerms
    {
        Id = id, Symbol = "SHARE" + id, TickSize = Price(0.01m), FeeScheduleId = schedule,
    });

    public static FeeSchedule Step(FeeKind kind, long maker, long taker) => new()
    {
        FeeScheduleId = Schedule, FeeKind = kind, MakerRate = maker, TakerRate = taker,
    };

    public void Deposit(long amount, uint account = Account, Currency? currency = null)
    {
        var deposit = LatencyEngine.Domain.Deposit.Create();
        deposit.ActorId = 3;
        deposit.AccountId = account;
        deposit.Currency = (currency ?? Currency.Usd).Code;
        deposit.Amount = amount;
        Accounting.Apply(in deposit);
    }

    public void Withdraw(long amount, uint account = Account, Currency? currency = null)
    {
        var withdraw = LatencyEngine.Domain.Withdraw.Create();
        withdraw.ActorId = 3;
        withdraw.AccountId = account;
        withdraw.Currency = (currency ?? Currency.Usd).Code;
        withdraw.Amount = amount;
        Accounting.Apply(in withdraw);
    }

    /// <summary>Opens an order with the hold that risk would give it.</summary>
    public int Open(
        Side side, long lots, decimal price, uint instrument = 1, uint account = Account, ushort strategy = 0)
    {
        ref readonly var terms = ref Instruments[instrument];
        var found = Positions.Find(account, strategy, instrument);
        var position = found == PositionTable.None ? default : Positions[found];
        var pending = side == Side.Buy ? position.OpenBuyLots : position.OpenSellLots;
        var fee = Accounting.WorstFee(account, in terms, Price(price), lots);
        var hold = Holds.Of(in terms, in position, pending, side, lots, Price(price), fee);
        return OpenHolding(hold, side, lots, price, instrument, account, strategy);
    }

    public int OpenHolding(
        long hold, Side side, long lots, decimal price, uint instrument = 1, uint account = Account, ushort strategy = 0)
    {
        var submit = SubmitOrder.Create();
        submit.AccountId = account;
        submit.StrategyId = strategy;
        submit.InstrumentId = instrument;
        submit.ClientOrderId = ++_lastClientId;
        submit.Side = side;
        submit.OrderType = OrderType.Limit;
        submit.PriceRaw = Price(price);
        submit.Quantity = lots;
        var link = Orders.Add(in submit);
        Accounting.Open(ref Orders[link], hold);
        return link;
    }

    public void Fill(int link, long lots, decimal price, LiquidityRole role = LiquidityRole.Taker)
    {
        Accounting.Fill(ref Orders[link], Price(price), lots, role);
        if (Orders[link].LeavesLots == 0) Close(link);
    }

    public void Close(int link)
    {
        Accounting.Close(ref Orders[link]);
        Orders.Remove(link);
    }

    /// <summary>An order that fills at once and completely at its price.</summary>
    public void Trade(
        Side side, long lots, decimal price, LiquidityRole role = LiquidityRole.Taker, uint instrument = 1,
        uint account = Account, ushort strategy = 0) =>
        Fill(Open(side, lots, price, instrument, account, strategy), lots, price, role);

    public ref Position Position(uint instrument = 1, uint account = Account, ushort strategy = 0) =>
        ref Positions[Positions.Find(account, strategy, instrument)];

    public long Balance(LedgerAccount kind, uint account = Account, Currency? currency = null) =>
        Accounting.Balance(account, (currency ?? Currency.Usd).Code, kind);

    public void CheckConservation() => Accounting.CheckConservation(Orders);

    public void Dispose() => Recorder.Dispose();
}
