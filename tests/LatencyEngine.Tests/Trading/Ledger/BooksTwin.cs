using System.Numerics;
using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Trading.Ledger;

/// <summary>
/// The books as a bookkeeper would keep them: in unbounded integers and dictionaries, by cases, from the list
/// of what happened. Cash is not booked but follows from everything else.
/// </summary>
internal sealed class BooksTwin(IReadOnlyDictionary<uint, InstrumentTerms> instruments, IReadOnlyList<FeeSchedule> steps)
{
    private static readonly BigInteger Nano = 1_000_000_000;

    private readonly Dictionary<(uint Account, ulong Currency), BigInteger> _deposits = [];
    private readonly Dictionary<(uint Account, ushort Schedule), BigInteger> _traded = [];

    public Dictionary<(uint Account, ushort Strategy, uint Instrument), Holding> Holdings { get; } = [];

    public Dictionary<ulong, LiveOrder> Orders { get; } = [];

    public static BooksTwin Of(
        IReadOnlyDictionary<uint, InstrumentTerms> instruments, IReadOnlyList<FeeSchedule> steps,
        IEnumerable<BooksFact> facts)
    {
        var twin = new BooksTwin(instruments, steps);
        foreach (var fact in facts) twin.Apply(fact);
        return twin;
    }

    public BigInteger Balance(uint account, ulong currency, LedgerAccount kind)
    {
        if (kind == LedgerAccount.Cash) return CashOf(account, currency);
        if (kind == LedgerAccount.External) return -_deposits.GetValueOrDefault((account, currency));
        if (kind == LedgerAccount.Held) return HeldOf(account, currency);
        var sum = BigInteger.Zero;
        foreach (var (key, holding) in Holdings)
            if (key.Account == account && CurrencyOf(key.Instrument) == currency)
                sum += BalanceOf(holding, instruments[key.Instrument], kind);
        return sum;
    }

    public static BigInteger MarginOf(Holding holding, InstrumentTerms terms)
    {
        if (terms.Kind != InstrumentKind.Spot) return RoundHalfEven(holding.Cost * terms.MarginRate, Nano);
        return holding.Lots < 0 ? RoundHalfEven(holding.Cost * (Nano + terms.MarginRate), Nano) : 0;
    }

    private BigInteger CashOf(uint account, ulong currency)
    {
        var others = BigInteger.Zero;
        for (var kind = LedgerAccount.External; kind <= LedgerAccount.Taxes; kind++)
            if (kind != LedgerAccount.Cash) others += Balance(account, currency, kind);
        return -others;
    }

    private BigInteger HeldOf(uint account, ulong currency)
    {
        var sum = BigInteger.Zero;
        foreach (var order in Orders.Values)
            if (order.Account == account && CurrencyOf(order.Instrument) == currency) sum += order.Held;
        return sum;
    }

    private static BigInteger BalanceOf(Holding holding, InstrumentTerms terms, LedgerAccount kind) => kind switch
    {
        LedgerAccount.Inventory when terms.Kind == InstrumentKind.Spot => holding.SignedCost,
        LedgerAccount.Margin => MarginOf(holding, terms),
        LedgerAccount.RealizedPnl => -holding.Profit,
        LedgerAccount.Fees => holding.Fees,
        _ => 0,
    };

    private void Apply(BooksFact fact)
    {
        var wallet = (fact.Account, fact.Currency);
        switch (fact.Kind)
        {
            case BooksFact.Act.Deposit:
                if (fact.Money > 0) _deposits[wallet] = _deposits.GetValueOrDefault(wallet) + fact.Money;
                break;
            case BooksFact.Act.Withdraw:
                if (fact.Money > 0 && fact.Money <= Balance(fact.Account, fact.Currency, LedgerAccount.Cash))
                    _deposits[wallet] = _deposits.GetValueOrDefault(wallet) - fact.Money;
                break;
            case BooksFact.Act.Open:
                Orders.Add(fact.Order, new LiveOrder
                {
                    Account = fact.Account, Strategy = fact.Strategy, Instrument = fact.Instrument, Side = fact.Side,
                    Left = fact.Lots, Held = fact.Money,
                });
                break;
            case BooksFact.Act.Resize:
                Orders[fact.Order].Left = fact.Lots - Orders[fact.Order].Filled;
                Orders[fact.Order].Held = fact.Money;
                break;
            case BooksFact.Act.Fill:
                Fill(fact, Orders[fact.Order]);
                break;
            case BooksFact.Act.Close:
                Orders.Remove(fact.Order);
                break;
            default:
                throw new InvalidOperationException($"{fact} says nothing.");
        }
    }

    private void Fill(BooksFact fact, LiveOrder order)
    {
        var key = (order.Account, order.Strategy, order.Instrument);
        if (!Holdings.TryGetValue(key, out var holding)) Holdings.Add(key, holding = new Holding());
        var terms = instruments[order.Instrument];
        holding.Fees += Fee(order, terms, fact);
        order.Held -= RoundHalfEven(order.Held * fact.Lots, order.Left);
        order.Left -= fact.Lots;
        order.Filled += fact.Lots;

        var increases = holding.Lots == 0 || (holding.Lots > 0) == (order.Side == Side.Buy);
        var closing = increases ? 0 : BigInteger.Min(fact.Lots, BigInteger.Abs(holding.Lots));
        if (closing > 0) CloseLots(holding, terms, closing, fact.Price);
        if (fact.Lots > closing) OpenLots(holding, terms, order.Side, fact.Lots - closing, fact.Price);
    }

    private static void CloseLots(Holding holding, InstrumentTerms terms, BigInteger lots, long price)
    {
        var isLong = holding.Lots > 0;
        var cost = RoundHalfEven(holding.Cost * lots, BigInteger.Abs(holding.Lots));
        var value = Value(terms, price, lots);
        // A long gains when its value rises; a short, or a long of something worth less the higher its price,
        // falls.
        holding.Profit += isLong != (terms.Kind == InstrumentKind.Inverse) ? value - cost : cost - value;
        holding.Cost -= cost;
        holding.Lots += isLong ? -lots : lots;
    }

    private static void OpenLots(Holding holding, InstrumentTerms terms, Side side, BigInteger lots, long price)
    {
        holding.Cost += Value(terms, price, lots);
        holding.Lots += side == Side.Buy ? lots : -lots;
    }

    private BigInteger Fee(LiveOrder order, InstrumentTerms terms, BooksFact fill)
    {
        var schedule = steps.Where(s => s.FeeScheduleId == terms.FeeScheduleId).ToList();
        if (schedule.Count == 0) return 0;
        var key = (order.Account, terms.FeeScheduleId);
        var before = _traded.GetValueOrDefault(key);
        var notional = Value(terms, fill.Price, fill.Lots);
        _traded[key] = before + notional;
        var step = schedule.Last(s => s.ThresholdNotional <= before);
        var rate = fill.Role == LiquidityRole.Maker ? step.MakerRate : step.TakerRate;
        if (step.FeeKind == FeeKind.PerOrder && order.Filled > 0) return 0;
        var fee = step.FeeKind switch
        {
            FeeKind.Notional => RoundHalfEven(notional * rate, Nano),
            FeeKind.PerUnit => Scaled((BigInteger)rate * fill.Lots, 1, terms.LotExponent),
            _ => rate,
        };
        if (fee < 0) return fee;
        var charge = BigInteger.Max(fee, step.Minimum);
        return step.Maximum == 0 ? charge : BigInteger.Min(charge, RoundHalfEven(notional * step.Maximum, Nano));
    }

    private static BigInteger Value(InstrumentTerms terms, long price, BigInteger lots) =>
        terms.Kind == InstrumentKind.Inverse
            ? Scaled(lots * terms.Multiplier, price, terms.LotExponent + 6)
            : Scaled(lots * terms.Multiplier * price, 1, terms.LotExponent - 12);

    private static BigInteger Scaled(BigInteger dividend, BigInteger divisor, int exponent) => exponent >= 0
        ? RoundHalfEven(dividend * BigInteger.Pow(10, exponent), divisor)
        : RoundHalfEven(dividend, divisor * BigInteger.Pow(10, -exponent));

    private static BigInteger RoundHalfEven(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(dividend), divisor, out var rest);
        if (rest * 2 > divisor || (rest * 2 == divisor && !quotient.IsEven)) quotient++;
        return dividend.Sign < 0 ? -quotient : quotient;
    }

    private ulong CurrencyOf(uint instrument) => instruments[instrument].Currency.Code;

    internal sealed class Holding
    {
        /// <summary>Signed.</summary>
        public BigInteger Lots { get; set; }

        /// <summary>Not negative.</summary>
        public BigInteger Cost { get; set; }

        public BigInteger Profit { get; set; }

        public BigInteger Fees { get; set; }

        public BigInteger SignedCost => Lots < 0 ? -Cost : Cost;
    }

    internal sealed class LiveOrder
    {
        public uint Account { get; init; }

        public ushort Strategy { get; init; }

        public uint Instrument { get; init; }

        public Side Side { get; init; }

        public BigInteger Left { get; set; }

        public BigInteger Filled { get; set; }

        public BigInteger Held { get; set; }
    }
}
