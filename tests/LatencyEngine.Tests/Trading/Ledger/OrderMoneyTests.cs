using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.TestKit;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Orders;
using static LatencyEngine.Tests.Trading.Ledger.BooksFixture;

namespace LatencyEngine.Tests.Trading.Ledger;

public sealed class OrderMoneyTests : IDisposable
{
    private readonly BooksFixture _books = new();

    public void Dispose() => _books.Dispose();

    [Fact]
    public void Each_fill_releases_its_share_of_the_hold_and_the_last_one_the_rest()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        var link = _books.OpenHolding(hold: 10, Side.Buy, lots: 3, price: 0.000001m);
        _books.Fill(link, 1, 0.000001m);
        Assert.Equal(7, _books.Orders[link].Held); // 3 1/3 of 10.
        _books.Fill(link, 1, 0.000001m);
        Assert.Equal(3, _books.Orders[link].Held); // Half of 7, to the even one.
        _books.Fill(link, 1, 0.000001m);
        Assert.Equal(0, _books.Balance(LedgerAccount.Held));
        Assert.Equal(Money(1_000) - 3, _books.Balance(LedgerAccount.Cash));
        _books.CheckConservation();
    }

    [Fact]
    public void Fills_are_told_with_what_is_left_and_numbered()
    {
        _books.DefineShare(schedule: Schedule);
        _books.Accounting.Apply(Step(FeeKind.PerOrder, maker: Money(1), taker: Money(2)));
        _books.Deposit(Money(1_000));
        var link = _books.Open(Side.Buy, lots: 3, price: 100m, strategy: 4);
        _books.Fill(link, 1, 99m, LiquidityRole.Taker);
        Assert.Equal(OrderState.PartiallyFilled, _books.Orders[link].State);
        _books.Fill(link, 2, 100m, LiquidityRole.Maker);

        var fills = _books.Recorder.Take<OrderFilled>();
        Assert.Equal([(1ul, 2L, Money(2)), (2ul, 0L, 0L)], fills.Select(f => (f.FillId, f.LeavesQuantity, f.Fee)));
        Assert.Equal([(Price(99), 1L), (Price(100), 2L)], fills.Select(f => (f.Price, f.Quantity)));
        Assert.Equal([LiquidityRole.Taker, LiquidityRole.Maker], fills.Select(f => f.LiquidityRole));
        Assert.All(fills, f => Assert.Equal((Account, 1u, (ushort)4, 1ul), (f.AccountId, f.InstrumentId, f.StrategyId, f.OrderId)));
        Assert.All(fills, f => Assert.Equal((Side.Buy, Currency.Usd.Code), (f.Side, f.Currency)));
    }

    [Fact]
    public void A_fill_tells_the_position_with_its_average_price()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        _books.Trade(Side.Buy, 2, 100m);
        _books.Trade(Side.Buy, 2, 101m);
        _books.Trade(Side.Sell, 1, 103m);
        var last = _books.Recorder.Take<PositionChanged>()[^1];
        Assert.Equal((3L, Money(301.5m), Price(100.5m)), (last.Quantity, last.Cost, last.AveragePrice));
        Assert.Equal((Money(2.5m), 0L, Currency.Usd.Code), (last.RealizedPnl, last.Fees, last.Currency));
        _books.Trade(Side.Sell, 3, 100m);
        Assert.Equal(0, _books.Recorder.Take<PositionChanged>()[^1].AveragePrice);
    }

    [Fact]
    public void A_replaced_order_holds_what_it_needs_now()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        var link = _books.Open(Side.Buy, lots: 3, price: 100m);
        _books.Accounting.Resize(ref _books.Orders[link], newQuantity: 5, newHold: Money(500));
        Assert.Equal((5, Money(500)), (_books.Position().OpenBuyLots, _books.Balance(LedgerAccount.Held)));
        _books.Accounting.Resize(ref _books.Orders[link], newQuantity: 2, newHold: Money(200));
        Assert.Equal((2, Money(200)), (_books.Position().OpenBuyLots, _books.Balance(LedgerAccount.Held)));
        Assert.Equal(
            [PostingKind.Deposit, PostingKind.Hold, PostingKind.Hold, PostingKind.Release],
            _books.Recorder.Take<LedgerPosted>().Select(posted => posted.PostingKind));
        _books.CheckConservation();
    }

    [Fact]
    public void A_closed_order_leaves_nothing_open_or_held()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        var link = _books.Open(Side.Buy, lots: 3, price: 100m);
        _books.Fill(link, 1, 100m);
        _books.Close(link);
        Assert.Equal((0, 0, 1), (_books.Position().OpenBuyLots, _books.Position().OpenOrders, _books.Position().Lots));
        Assert.Equal((0, Money(900)), (_books.Balance(LedgerAccount.Held), _books.Balance(LedgerAccount.Cash)));
        _books.CheckConservation();
    }

    [Fact]
    public void A_spot_short_position_keeps_its_proceeds_and_a_share_as_margin()
    {
        _books.DefineShare();
        _books.Deposit(Money(100));
        _books.Trade(Side.Sell, 2, 100m);
        Assert.Equal(Money(-200), _books.Balance(LedgerAccount.Inventory));
        Assert.Equal(Money(300), _books.Balance(LedgerAccount.Margin));
        Assert.Equal(0, _books.Balance(LedgerAccount.Cash));
        _books.Trade(Side.Buy, 2, 90m);
        Assert.Equal((0, Money(120)), (_books.Balance(LedgerAccount.Margin), _books.Balance(LedgerAccount.Cash)));
        Assert.Equal(Money(-20), _books.Balance(LedgerAccount.RealizedPnl));
        _books.CheckConservation();
    }

    [Fact]
    public void A_spot_position_flips_in_one_fill()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        _books.Trade(Side.Buy, 5, 100m);
        _books.Trade(Side.Sell, 8, 110m);
        Assert.Equal((-3, Money(-330), Money(50)), (_books.Position().Lots, _books.Position().Cost, _books.Position().RealizedPnl));
        Assert.Equal(Money(495), _books.Position().MarginHeld);
        Assert.Equal(Money(1_050 + 330 - 495), _books.Balance(LedgerAccount.Cash));
        _books.CheckConservation();
    }

    [Fact]
    public void A_linear_contract_moves_margin_profit_and_fees_and_no_cost()
    {
        _books.Define(new InstrumentTerms
        {
            Id = 1, Symbol = "FUT", Kind = InstrumentKind.Linear, TickSize = Price(0.25m), Multiplier = Rate(50),
            MarginRate = Rate(0.1m), FeeScheduleId = Schedule,
        });
        _books.Accounting.Apply(Step(FeeKind.PerUnit, maker: Money(2), taker: Money(2)));
        _books.Deposit(Money(100_000));
        _books.Trade(Side.Sell, 2, 4_000m);
        Assert.Equal(Money(40_000), _books.Balance(LedgerAccount.Margin));
        Assert.Equal(Money(100_000 - 40_000 - 4), _books.Balance(LedgerAccount.Cash));
        _books.Trade(Side.Buy, 3, 4_010m);
        Assert.Equal(Money(-1_000), _books.Position().RealizedPnl);
        Assert.Equal((1, Money(200_500), Money(20_050)), (_books.Position().Lots, _books.Position().Cost, _books.Position().MarginHeld));
        Assert.Equal(Money(100_000 - 1_000 - 10 - 20_050), _books.Balance(LedgerAccount.Cash));
        Assert.Equal(0, _books.Balance(LedgerAccount.Inventory));
        _books.CheckConservation();
    }

    [Fact]
    public void An_inverse_contract_is_settled_in_its_own_currency()
    {
        var btc = Currency.Of("BTC");
        _books.Define(new InstrumentTerms
        {
            Id = 1, Symbol = "XBTUSD", Kind = InstrumentKind.Inverse, TickSize = Price(0.5m), MarginRate = Rate(0.01m),
            Currency = btc,
        });
        _books.Deposit(Money(1), currency: btc);
        _books.Trade(Side.Buy, 10_000, 50_000m);
        Assert.Equal(Money(0.2m), _books.Position().Cost);
        Assert.Equal(Money(0.002m), _books.Balance(LedgerAccount.Margin, currency: btc));
        _books.Trade(Side.Sell, 10_000, 100_000m);
        Assert.Equal(Money(0.1m), _books.Position().RealizedPnl);
        Assert.Equal(Money(1.1m), _books.Balance(LedgerAccount.Cash, currency: btc));
        Assert.Equal(0, _books.Balance(LedgerAccount.Cash));
        _books.CheckConservation();
    }

    [Fact]
    public void A_rebate_is_paid_into_cash()
    {
        _books.DefineShare(schedule: Schedule);
        _books.Accounting.Apply(Step(FeeKind.Notional, maker: Rate(-0.01m), taker: 0));
        _books.Deposit(Money(1_000));
        _books.Trade(Side.Buy, 1, 100m, LiquidityRole.Maker);
        Assert.Equal((Money(901), Money(-1)), (_books.Balance(LedgerAccount.Cash), _books.Balance(LedgerAccount.Fees)));
        Assert.Equal(Money(-1), _books.Position().Fees);
        _books.CheckConservation();
    }

    [Fact]
    public void Fees_step_down_with_the_value_that_the_account_traded()
    {
        _books.DefineShare(schedule: Schedule);
        _books.Accounting.Apply(Step(FeeKind.Notional, 0, Rate(0.01m)));
        _books.Accounting.Apply(Step(FeeKind.Notional, 0, Rate(0.001m)) with { Step = 1, ThresholdNotional = Money(200) });
        _books.Define(accountId: 8, Currency.Usd);
        _books.Deposit(Money(1_000));
        _books.Deposit(Money(1_000), account: 8);
        for (var i = 0; i < 3; i++) _books.Trade(Side.Buy, 1, 100m);
        _books.Trade(Side.Buy, 1, 100m, account: 8);
        Assert.Equal(
            [Money(1), Money(1), Money(0.1m), Money(1)], _books.Recorder.Take<OrderFilled>().Select(filled => filled.Fee));
        Assert.Equal(Money(300), _books.Accounting.TradedNotional(Account, Schedule));
        Assert.Equal(Money(0.1m), _books.Accounting.WorstFee(Account, in _books.Instruments[1], Price(100), 1));
        Assert.Equal(Money(1), _books.Accounting.WorstFee(8, in _books.Instruments[1], Price(100), 1));
    }

    [Fact]
    public void A_fill_that_slips_beyond_its_hold_shows_negative_cash()
    {
        _books.DefineShare();
        _books.Deposit(Money(100));
        var link = _books.Open(Side.Buy, lots: 1, price: 100m);
        _books.Fill(link, 1, 103m);
        Assert.Equal(Money(-3), _books.Accounting.FreeCash(Account, Currency.Usd.Code));
        _books.CheckConservation();
    }

    [Fact]
    public void Strategies_of_an_account_have_positions_of_their_own_in_one_wallet()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        _books.Trade(Side.Buy, 2, 100m, strategy: 1);
        _books.Trade(Side.Sell, 2, 100m, strategy: 2);
        Assert.Equal((2, -2), (_books.Position(strategy: 1).Lots, _books.Position(strategy: 2).Lots));
        Assert.Equal(Money(700), _books.Balance(LedgerAccount.Cash));
        _books.CheckConservation();
    }

    [Fact]
    public void A_fill_marks_its_position_changed_and_notes_its_side_and_time()
    {
        _books.DefineShare();
        _books.Recorder.Writer.StartInput(inputSequence: 5, timestampNanos: 777);
        _books.Trade(Side.Buy, 2, 0.01m);
        Assert.Equal((777, 0), (_books.Position().LastBuyNanos, _books.Position().LastSellNanos));
        Assert.Equal([0], _books.Positions.Changed.ToArray());
    }

    [Fact]
    public void More_lots_than_are_left_cannot_fill()
    {
        _books.DefineShare();
        var link = _books.Open(Side.Buy, 2, 0.01m);
        Assert.Throws<InvariantViolatedException>(() => _books.Fill(link, 3, 0.01m));
    }

    [Fact]
    public void The_check_of_conservation_finds_money_from_nowhere()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        var link = _books.Open(Side.Buy, 2, 100m);
        _books.CheckConservation();
        _books.Orders[link].Held++;
        Assert.Throws<InvariantViolatedException>(_books.CheckConservation);
        _books.Orders[link].Held--;
        _books.Position().RealizedPnl++;
        Assert.Throws<InvariantViolatedException>(_books.CheckConservation);
    }

    [Fact]
    public void The_hash_changes_with_every_balance()
    {
        _books.DefineShare();
        var empty = HashOf(_books);
        _books.Deposit(1);
        var deposited = HashOf(_books);
        _books.Withdraw(1);
        Assert.NotEqual(empty, deposited);
        Assert.NotEqual(empty, HashOf(_books)); // What was posted happened, though the balances are as before.
    }

    [Fact]
    public void An_order_from_its_hold_to_its_end_allocates_nothing()
    {
        _books.DefineShare(schedule: Schedule);
        _books.Accounting.Apply(Step(FeeKind.Notional, maker: Rate(0.001m), taker: Rate(0.002m)));
        _books.Deposit(Money(1_000_000));
        Allocation.AssertNone(() =>
        {
            var buy = _books.Open(Side.Buy, 4, 100m);
            _books.Accounting.Resize(ref _books.Orders[buy], 5, Money(600));
            _books.Fill(buy, 2, 100m);
            _books.Close(buy);
            _books.Trade(Side.Sell, 2, 100m);
            _books.Deposit(5);
            _books.Withdraw(5);
            _books.Withdraw(long.MaxValue);
            _books.Recorder.Forget();
            _books.Positions.ForgetChanged();
        });
    }

    private static ulong HashOf(BooksFixture books)
    {
        var hash = default(StateHash);
        books.Accounting.AddTo(ref hash);
        return hash.Value;
    }
}
