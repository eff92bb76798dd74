using System.Numerics;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Portfolio;
using static LatencyEngine.Tests.Trading.Ledger.BooksFixture;

namespace LatencyEngine.Tests.Trading.Ledger;

/// <summary>A session of random but sensible requests to the books, all from one seed, and what was
/// asked.</summary>
internal sealed class RandomBooks : IDisposable
{
    private const int LiveOrdersMax = 48;

    private static readonly uint[] Accounts = [7, 8, 60_000];
    private static readonly Currency[] Currencies = [Currency.Usd, Currency.Of("EUR"), Currency.Of("BTC")];

    private readonly Random _random;
    private readonly BooksFixture _books = new(hasAccount: false);
    private readonly Dictionary<uint, InstrumentTerms> _instruments = [];
    private readonly Dictionary<uint, long> _prices = [];
    private readonly Dictionary<uint, long> _lotsMax = [];
    private readonly List<FeeSchedule> _steps = [];
    private readonly List<BooksFact> _facts = [];
    private readonly List<int> _live = [];
    private readonly Dictionary<(uint, ulong, LedgerAccount), long> _posted = [];

    public RandomBooks(int seed)
    {
        _random = new Random(seed);
        foreach (var account in Accounts) Assert.Equal(RejectReason.None, _books.Define(account, Currency.Usd));
        DefineFees();
        Add(InstrumentKind.Spot, price: 150m, currency: 0, schedule: 1);
        Add(InstrumentKind.Spot, price: 45_000m, currency: 0, schedule: 2, lotExponent: -8, lotsMax: 1_000_000_000);
        Add(InstrumentKind.Spot, price: 0.37m, currency: 1, schedule: 3, lotExponent: 2, marginRate: 0);
        Add(InstrumentKind.Linear, price: 4_000m, currency: 0, schedule: 2, multiplier: 50m);
        Add(InstrumentKind.Linear, price: 1.1m, currency: 1, schedule: 0, lotExponent: -3, lotsMax: 900_000);
        Add(InstrumentKind.Inverse, price: 50_000m, currency: 2, schedule: 1, multiplier: 100m);
        Add(InstrumentKind.Inverse, price: 3_000m, currency: 2, schedule: 0, lotExponent: -1, multiplier: 10m);
    }

    public int FillCount { get; private set; }

    public int RefusedCount { get; private set; }

    public int FlipCount { get; private set; }

    public void Dispose() => _books.Dispose();

    /// <summary>Asks for one thing.</summary>
    public void Step()
    {
        switch (_random.Next(100))
        {
            case < 4: Deposit(); break;
            case < 7: Withdraw(); break;
            case < 45 when _live.Count < LiveOrdersMax: Open(); break;
            case < 52 when _live.Count > 0: Resize(); break;
            case < 86 when _live.Count > 0: Fill(); break;
            default:
                if (_live.Count > 0) Close(_random.Next(_live.Count));
                else Deposit();
                break;
        }

        FollowPostings();
    }

    /// <summary>Asserts that no money was made or lost by the books' own account.</summary>
    public void CheckConservation() => _books.CheckConservation();

    /// <summary>Asserts that every number is the twin's.</summary>
    public void CompareWithTwin()
    {
        var twin = BooksTwin.Of(_instruments, _steps, _facts);
        foreach (var account in Accounts)
            foreach (var currency in Currencies)
                for (var kind = LedgerAccount.External; kind <= LedgerAccount.Taxes; kind++)
                    CompareBalance(twin, account, currency, kind);
        for (var i = 0; i < _books.Positions.Count; i++) ComparePosition(twin, in _books.Positions[i]);
        Assert.Equal(_live.Count, twin.Orders.Count);
        foreach (var link in _live)
            Assert.Equal((BigInteger)_books.Orders[link].Held, twin.Orders[_books.Orders[link].OrderId].Held);
    }

    private void CompareBalance(BooksTwin twin, uint account, Currency currency, LedgerAccount kind)
    {
        var balance = (BigInteger)_books.Balance(kind, account, currency);
        Assert.Equal(twin.Balance(account, currency.Code, kind), balance);
        Assert.Equal(_posted.GetValueOrDefault((account, currency.Code, kind)), balance);
    }

    private void ComparePosition(BooksTwin twin, in Position position)
    {
        var key = (position.AccountId, position.StrategyId, position.InstrumentId);
        var holding = twin.Holdings.GetValueOrDefault(key) ?? new BooksTwin.Holding();
        Assert.Equal(holding.Lots, position.Lots);
        Assert.Equal(holding.SignedCost, position.Cost);
        Assert.Equal(holding.Profit, position.RealizedPnl);
        Assert.Equal(holding.Fees, position.Fees);
        Assert.Equal(BooksTwin.MarginOf(holding, _instruments[position.InstrumentId]), position.MarginHeld);
        Assert.Equal(OpenLots(twin, key, Side.Buy), position.OpenBuyLots);
        Assert.Equal(OpenLots(twin, key, Side.Sell), position.OpenSellLots);
    }

    private static BigInteger OpenLots(BooksTwin twin, (uint, ushort, uint) key, Side side)
    {
        var lots = BigInteger.Zero;
        foreach (var order in twin.Orders.Values)
            if ((order.Account, order.Strategy, order.Instrument) == key && order.Side == side) lots += order.Left;
        return lots;
    }

    private void DefineFees()
    {
        var percent = Rate(0.01m);
        AddStep(new FeeSchedule
        {
            FeeScheduleId = 1, FeeKind = FeeKind.Notional, MakerRate = -percent / 20, TakerRate = percent / 7,
        });
        AddStep(new FeeSchedule
        {
            FeeScheduleId = 1, Step = 1, FeeKind = FeeKind.Notional, ThresholdNotional = Money(1_000_000),
            MakerRate = -percent / 15, TakerRate = percent / 9,
        });
        AddStep(new FeeSchedule
        {
            FeeScheduleId = 2, FeeKind = FeeKind.PerUnit, MakerRate = Money(0.333333m), TakerRate = Money(2.5m),
            Minimum = Money(1), Maximum = percent,
        });
        AddStep(new FeeSchedule
        {
            FeeScheduleId = 3, FeeKind = FeeKind.PerOrder, MakerRate = Money(1), TakerRate = Money(3),
        });
    }

    private void AddStep(FeeSchedule step)
    {
        Assert.Equal(RejectReason.None, _books.Accounting.Apply(in step));
        _steps.Add(step);
    }

    private void Add(
        InstrumentKind kind, decimal price, int currency, ushort schedule, sbyte lotExponent = 0, long lotsMax = 500,
        decimal multiplier = 1m, decimal marginRate = 0.15m)
    {
        var id = (uint)_instruments.Count + 1;
        _instruments.Add(id, _books.Define(new InstrumentTerms
        {
            Id = id, Symbol = "I" + id, Kind = kind, TickSize = 1, Currency = Currencies[currency],
            Multiplier = Rate(multiplier), LotExponent = lotExponent, MarginRate = Rate(marginRate),
            FeeScheduleId = schedule,
        }));
        _prices.Add(id, Price(price));
        _lotsMax.Add(id, lotsMax);
    }

    private void Deposit()
    {
        var (account, currency) = (AnyOf(Accounts), AnyOf(Currencies));
        var amount = _random.NextInt64(-Money(1_000), Money(currency == Currencies[2] ? 50 : 2_000_000));
        _books.Deposit(amount, account, currency);
        _facts.Add(new BooksFact(BooksFact.Act.Deposit, account, currency.Code, Money: amount));
    }

    private void Withdraw()
    {
        var (account, currency) = (AnyOf(Accounts), AnyOf(Currencies));
        var amount = _random.NextInt64(-Money(1), Money(currency == Currencies[2] ? 50 : 500_000));
        _books.Withdraw(amount, account, currency);
        _facts.Add(new BooksFact(BooksFact.Act.Withdraw, account, currency.Code, Money: amount));
    }

    private void Open()
    {
        var (account, strategy) = (AnyOf(Accounts), (ushort)_random.Next(3));
        var instrument = (uint)_random.Next(1, _instruments.Count + 1);
        var (side, lots) = (_random.Next(2) == 0 ? Side.Buy : Side.Sell, _random.NextInt64(1, _lotsMax[instrument]));
        var price = PriceNear(instrument);
        var hold = HoldOf(account, strategy, instrument, side, lots, price, ownLots: 0);
        if (hold > 0 && hold > _books.Accounting.FreeCash(account, CurrencyOf(instrument)))
        {
            RefusedCount++;
            return;
        }

        var link = _books.OpenHolding(hold, side, lots, price / 1_000_000_000m, instrument, account, strategy);
        var free = _books.Accounting.FreeCash(account, CurrencyOf(instrument));
        Assert.True(free >= 0 || hold == 0, "A hold within the free cash never makes it negative.");
        _live.Add(link);
        _facts.Add(new BooksFact(
            BooksFact.Act.Open, account, Order: _books.Orders[link].OrderId, Strategy: strategy, Instrument: instrument,
            Side: side, Lots: lots, Money: hold));
    }

    private void Resize()
    {
        ref var order = ref _books.Orders[AnyOf(_live)];
        var quantity = order.FilledLots + _random.NextInt64(1, _lotsMax[order.InstrumentId]);
        var left = quantity - order.FilledLots;
        var hold = HoldOf(
            order.AccountId, order.StrategyId, order.InstrumentId, order.Side, left, order.Price, order.LeavesLots);
        if (hold > order.Held && hold > order.Held + _books.Accounting.FreeCash(order.AccountId, CurrencyOf(order.InstrumentId))) return;
        _books.Accounting.Resize(ref order, quantity, hold);
        _facts.Add(new BooksFact(BooksFact.Act.Resize, Order: order.OrderId, Lots: quantity, Money: hold));
    }

    private void Fill()
    {
        var index = _random.Next(_live.Count);
        ref var order = ref _books.Orders[_live[index]];
        var lots = _random.Next(3) == 0 ? order.LeavesLots : _random.NextInt64(1, order.LeavesLots + 1);
        var price = _random.Next(4) == 0 ? PriceNear(order.InstrumentId) : order.Price;
        var role = _random.Next(2) == 0 ? LiquidityRole.Maker : LiquidityRole.Taker;
        var before = _books.Positions[order.Position].Lots;
        _books.Accounting.Fill(ref order, price, lots, role);
        FillCount++;
        if (Math.Sign(before) * Math.Sign(_books.Positions[order.Position].Lots) < 0) FlipCount++;
        _facts.Add(new BooksFact(BooksFact.Act.Fill, Order: order.OrderId, Role: role, Lots: lots, Price: price));
        if (order.LeavesLots == 0) Close(index);
    }

    private void Close(int index)
    {
        var link = _live[index];
        _facts.Add(new BooksFact(BooksFact.Act.Close, Order: _books.Orders[link].OrderId));
        _books.Close(link);
        _live[index] = _live[^1];
        _live.RemoveAt(_live.Count - 1);
    }

    // Balances by the outputs alone: whoever reads the postings knows every balance.
    private void FollowPostings()
    {
        foreach (var posted in _books.Recorder.Take<LedgerPosted>())
        {
            Assert.True(posted.Amount > 0);
            Assert.Equal(posted.FromBalance, Move(posted, posted.FromAccount, -posted.Amount));
            Assert.Equal(posted.ToBalance, Move(posted, posted.ToAccount, posted.Amount));
        }
    }

    private long Move(LedgerPosted posted, LedgerAccount kind, long amount)
    {
        var key = (posted.AccountId, posted.Currency, kind);
        return _posted[key] = checked(_posted.GetValueOrDefault(key) + amount);
    }

    private long HoldOf(
        uint account, ushort strategy, uint instrument, Side side, long lots, long price, long ownLots)
    {
        ref readonly var terms = ref _books.Instruments[instrument];
        var found = _books.Positions.Find(account, strategy, instrument);
        var position = found == PositionTable.None ? default : _books.Positions[found];
        var pending = (side == Side.Buy ? position.OpenBuyLots : position.OpenSellLots) - ownLots;
        var fee = _books.Accounting.WorstFee(account, in terms, price, lots);
        return Holds.Of(in terms, in position, pending, side, lots, price, fee);
    }

    private long PriceNear(uint instrument) => _prices[instrument] / 100 * _random.Next(90, 111) + _random.Next(1_000);

    private ulong CurrencyOf(uint instrument) => _instruments[instrument].Currency.Code;

    private T AnyOf<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
