using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Viewer.Terminal;

/// <summary>Orders, fills and positions of the sample engine.</summary>
internal static class SampleTrading
{
    public static void Tell(SampleEngine engine)
    {
        Accept(engine, order: 101, instrument: 1, Side.Buy, lots: 300, price: 189.20m);
        Accept(engine, order: 102, instrument: 2, Side.Sell, lots: 50, price: 411m);
        Accept(engine, order: 103, instrument: 3, Side.Buy, lots: 2_500_000, price: 67_000.50m);
        Accept(engine, order: 104, instrument: 1, Side.Sell, lots: 10, price: 190m);
        Fill(engine, order: 101, lots: 100, leaves: 200, price: 189.20m);
        Cancel(engine, order: 104);
        Hold(engine, instrument: 1, lots: 100, average: 188m, realized: 250.50m);
        Hold(engine, instrument: 2, lots: -40, average: 405.25m, realized: -80m);
    }

    public static void Accept(SampleEngine engine, ulong order, uint instrument, Side side, long lots, decimal price)
    {
        var accepted = OrderAccepted.Create();
        accepted.TimestampNanos = SampleEngine.Start + (10 * SampleEngine.Second);
        accepted.InputSequence = engine.NextInput();
        accepted.InstrumentId = instrument;
        accepted.AccountId = 1;
        accepted.StrategyId = (ushort)(order % 2 == 0 ? 2 : 1);
        accepted.OrderId = order;
        accepted.PriceRaw = SampleEngine.PriceOf(price);
        accepted.Quantity = lots;
        accepted.Side = side;
        accepted.OrderType = OrderType.Limit;
        accepted.TimeInForce = TimeInForce.Gtc;
        engine.Tell(in accepted);
    }

    public static void Cancel(SampleEngine engine, ulong order) => engine.Tell(new OrderCanceled
    {
        TimestampNanos = SampleEngine.Start + (12 * SampleEngine.Second),
        InputSequence = engine.NextInput(),
        OrderId = order,
        InstrumentId = 1,
        CancelReason = CancelReason.Requested,
    });

    private static void Fill(SampleEngine engine, ulong order, long lots, long leaves, decimal price) => engine.Tell(new OrderFilled
    {
        TimestampNanos = SampleEngine.Start + (11 * SampleEngine.Second),
        InputSequence = engine.NextInput(),
        InstrumentId = 1,
        AccountId = 1,
        StrategyId = 1,
        OrderId = order,
        FillId = 9_001,
        Price = SampleEngine.PriceOf(price),
        Quantity = lots,
        LeavesQuantity = leaves,
        Fee = SampleEngine.MoneyOf(0.30m),
        Currency = Currency.Usd.Code,
        Side = Side.Buy,
        LiquidityRole = LiquidityRole.Taker,
    });

    private static void Hold(SampleEngine engine, uint instrument, long lots, decimal average, decimal realized) =>
        engine.Tell(new PositionChanged
        {
            TimestampNanos = SampleEngine.Start + (11 * SampleEngine.Second),
            InputSequence = engine.NextInput(),
            InstrumentId = instrument,
            AccountId = 1,
            StrategyId = (ushort)instrument,
            Quantity = lots,
            Cost = SampleEngine.MoneyOf(average * lots),
            AveragePrice = SampleEngine.PriceOf(average),
            RealizedPnl = SampleEngine.MoneyOf(realized),
            Fees = SampleEngine.MoneyOf(1.25m),
            Currency = Currency.Usd.Code,
        });
}
