using System.Runtime.CompilerServices;
using LatencyEngine.Domain;
using LatencyEngine.Runtime.Errors;
using LatencyEngine.Trading.Hashing;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Orders;
using LatencyEngine.Trading.Outputs;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Trading.Ledger;

/// <summary>
/// The books: wallets, holds, fees, positions, in double entry. Written by the matching stage; risk reads it
/// between inputs. Owns the wallets, the fee schedules and the value traded under them; writes the money of
/// positions and orders.
/// </summary>
/// <remarks>
/// <para><b>Invariants.</b> Every change of a balance is one posting from one account of a wallet to another
/// of the same currency, so the balances of a wallet sum to zero. Held is what live orders hold, Margin what
/// positions hold, Inventory what spot positions cost, RealizedPnl the profit taken (negative is a gain),
/// Fees what was paid, External minus the deposits left. <see cref="CheckConservation"/> checks all of
/// it.</para>
/// <para><b>Free cash</b> never falls below zero by a hold that risk approved or by a withdrawal. A fill may
/// take it there (a loss beyond its margin), and then the balance shows it.</para>
/// <para><b>Limits.</b> Arithmetic is checked: beyond ±9.2e12 currency units the engine stops instead of
/// wrapping. Deposits are refused long before that.</para>
/// </remarks>
public sealed class Accounting
{
    /// <summary>
    /// Most that the deposits of a wallet, or its free cash by a deposit, may come to: half of what can be
    /// represented.
    /// </summary>
    public const long DepositsMax = long.MaxValue / 2;

    private readonly InstrumentTable _instruments;
    private readonly PositionTable _positions;
    private readonly OutputWriter _outputs;
    private readonly BookReports _reports;
    private readonly Wallets _wallets;
    private readonly PostingWriter _postings;
    private readonly long[] _tradedNotional;
    private readonly int _scheduleCapacity;

    public Accounting(
        Capacities capacities, InstrumentTable instruments, PositionTable positions, OutputWriter outputs)
    {
        _instruments = instruments;
        _positions = positions;
        _outputs = outputs;
        _reports = new BookReports(outputs);
        _wallets = new Wallets(capacities);
        _postings = new PostingWriter(_wallets, outputs);
        Fees = new FeeTable(capacities);
        _scheduleCapacity = capacities.FeeSchedules;
        _tradedNotional = new long[capacities.Accounts * _scheduleCapacity];
    }

    /// <summary>The fee schedules, for reading; they change by <see cref="Apply(in FeeSchedule)"/>.</summary>
    public FeeTable Fees { get; }

    public RejectReason Apply(in AccountDefinition definition) =>
        _wallets.AddAccount(definition.AccountId, definition.Currency);

    public RejectReason Apply(in FeeSchedule step) => Fees.Apply(step);

    /// <summary>Makes room for the currency of an instrument, so that no order in it ever lacks a
    /// wallet.</summary>
    public RejectReason Apply(in InstrumentDefinition definition) =>
        _wallets.TryAddCurrency(definition.Currency) ? RejectReason.None : RejectReason.CapacityReached;

    public void Apply(in Deposit deposit)
    {
        var amount = deposit.Amount;
        var room = RoomFor(deposit.AccountId, deposit.Currency);
        var reason = amount <= 0 ? RejectReason.MalformedCommand
            : !Knows(deposit.AccountId) ? RejectReason.UnknownAccount
            : amount > room ? RejectReason.ValueOutOfRange
            : deposit.Currency == 0 ? RejectReason.UnknownCurrency
            : !_wallets.TryAddCurrency(deposit.Currency) ? RejectReason.CapacityReached
            : RejectReason.None;
        if (reason != RejectReason.None)
        {
            var limit = LimitOf(reason, room);
            _reports.Refused(Deposit.TemplateId, deposit.ActorId, deposit.AccountId, reason, limit, amount);
            return;
        }

        var wallet = _wallets.Find(deposit.AccountId, deposit.Currency);
        _postings.Post(wallet, PostingKind.Deposit, LedgerAccount.External, LedgerAccount.Cash, amount, orderId: 0);
    }

    /// <summary>Takes free cash out: never what is held or negative.</summary>
    public void Apply(in Withdraw withdraw)
    {
        var amount = withdraw.Amount;
        var wallet = _wallets.Find(withdraw.AccountId, withdraw.Currency);
        var free = FreeCash(withdraw.AccountId, withdraw.Currency);
        var reason = amount <= 0 ? RejectReason.MalformedCommand
            : !Knows(withdraw.AccountId) ? RejectReason.UnknownAccount
            : wallet == Wallets.None ? RejectReason.UnknownCurrency
            : amount > free ? RejectReason.InsufficientCapital
            : RejectReason.None;
        if (reason != RejectReason.None)
        {
            var limit = LimitOf(reason, free);
            _reports.Refused(Withdraw.TemplateId, withdraw.ActorId, withdraw.AccountId, reason, limit, amount);
            return;
        }

        _postings.Post(wallet, PostingKind.Withdrawal, LedgerAccount.Cash, LedgerAccount.External, amount, orderId: 0);
    }

    /// <summary>
    /// Takes an approved order into the books, after it was added to its table: finds its position, counts
    /// its lots as open and reserves its money.
    /// </summary>
    /// <param name="hold">For what is left to fill, in the instrument's currency.</param>
    public void Open(ref Order order, long hold)
    {
        Invariant.Check(hold >= 0 && order.Held == 0 && order.LeavesLots > 0);
        order.Position = _positions.FindOrAdd(order.AccountId, order.StrategyId, order.InstrumentId);
        Invariant.Check(order.Position != PositionTable.None);
        ref var position = ref _positions[order.Position];
        position.OpenOrders++;
        AddOpenLots(ref position, order.IsBuy, order.LeavesLots);
        _positions.MarkChanged(order.Position);
        Hold(ref order, WalletOf(order), hold);
    }

    /// <summary>
    /// Counts lots as open that a replacement on its way would add; below zero when it is there or has come to nothing.
    /// </summary>
    public void Reserve(ref Order order, long lots)
    {
        if (lots == 0) return;
        AddOpenLots(ref _positions[order.Position], order.IsBuy, lots);
        order.ReservedLots += lots;
        Invariant.Check(order.ReservedLots >= 0);
        _positions.MarkChanged(order.Position);
    }

    /// <summary>Gives an order another total quantity and another hold for what is left.</summary>
    public void Resize(ref Order order, long newQuantity, long newHold)
    {
        Invariant.Check(newHold >= 0 && newQuantity > order.FilledLots);
        AddOpenLots(ref _positions[order.Position], order.IsBuy, checked(newQuantity - order.Quantity));
        _positions.MarkChanged(order.Position);
        order.Quantity = newQuantity;
        Hold(ref order, WalletOf(order), newHold);
    }

    /// <summary>Gives an order another hold for what is left.</summary>
    public void Rehold(ref Order order, long newHold)
    {
        Invariant.Check(newHold >= 0);
        Hold(ref order, WalletOf(order), newHold);
    }

    /// <summary>
    /// Books a part or all of an order as traded. Writes OrderFilled, the postings Release, Trade, Pnl, Fee
    /// and Margin as far as money moves, and PositionChanged. The order stays: <see cref="Close"/> it when
    /// nothing is left.
    /// </summary>
    public void Fill(ref Order order, long price, long lots, LiquidityRole role)
    {
        Invariant.Check(lots > 0 && lots <= order.LeavesLots);
        ref readonly var instrument = ref _instruments[order.InstrumentId];
        ref var position = ref _positions[order.Position];
        var wallet = WalletOf(order);
        var fee = Charge(ref order, in instrument, price, lots, role);
        var released = ContractTerms.Portion(order.Held, lots, order.LeavesLots);
        order.FilledLots += lots;
        order.State = OrderState.PartiallyFilled;
        AddOpenLots(ref position, order.IsBuy, -lots);
        _reports.Filled(in order, in instrument, price, lots, fee, role);

        Hold(ref order, wallet, order.Held - released);
        var effect = PositionArithmetic.Fill(ref position, in instrument.Terms, order.Sign * lots, price);
        PostTrade(wallet, in instrument, in effect, order.OrderId);
        _postings.Post(wallet, PostingKind.Fee, LedgerAccount.Cash, LedgerAccount.Fees, fee, order.OrderId);
        KeepMargin(ref position, wallet, in instrument, order.OrderId);

        position.Fees = checked(position.Fees + fee);
        if (order.IsBuy) position.LastBuyNanos = _outputs.NowNanos;
        else position.LastSellNanos = _outputs.NowNanos;
        _positions.MarkChanged(order.Position);
        _reports.Changed(in position, in instrument);
    }

    /// <summary>Lets an order go, filled or not, before it leaves its table: nothing of it stays open or
    /// held.</summary>
    public void Close(ref Order order)
    {
        ref var position = ref _positions[order.Position];
        AddOpenLots(ref position, order.IsBuy, -(order.LeavesLots + order.ReservedLots));
        order.ReservedLots = 0;
        position.OpenOrders--;
        Invariant.Check(position.OpenOrders >= 0);
        _positions.MarkChanged(order.Position);
        Hold(ref order, WalletOf(order), 0);
    }

    public bool Knows(uint accountId) => _wallets.Knows(accountId);

    /// <summary>The currency in which limits and equity count; 0 for an unknown account.</summary>
    public ulong BaseCurrencyOf(uint accountId) => _wallets.BaseCurrencyOf(accountId);

    /// <summary>Currencies with wallets so far, in the order in which they came up; see
    /// <see cref="Currency"/>.</summary>
    public int CurrencyCount => _wallets.CurrencyCount;

    /// <param name="index">Below <see cref="CurrencyCount"/>.</param>
    public ulong Currency(int index) => _wallets.Currency(index);

    /// <summary>Money neither held nor invested; 0 where there is no wallet.</summary>
    public long FreeCash(uint accountId, ulong currency) => Balance(accountId, currency, LedgerAccount.Cash);

    /// <summary>0 where there is no wallet.</summary>
    public long Balance(uint accountId, ulong currency, LedgerAccount account) =>
        _wallets.Find(accountId, currency) is var wallet && wallet != Wallets.None
            ? _wallets.Balance(wallet, account)
            : 0;

    /// <summary>Deposits minus withdrawals.</summary>
    public long DepositsOf(uint accountId, ulong currency) => -Balance(accountId, currency, LedgerAccount.External);

    /// <summary>Value that an account has traded in this session on a fee schedule, in its instruments'
    /// currency.</summary>
    public long TradedNotional(uint accountId, ushort scheduleId)
    {
        var slot = Fees.SlotOf(scheduleId);
        var account = _wallets.SlotOf(accountId);
        return slot == FeeTable.None || account == Wallets.None
            ? 0
            : _tradedNotional[(account * _scheduleCapacity) + slot];
    }

    /// <summary>The most that an order of this account may cost; see
    /// <see cref="FeeTable.WorstFee"/>.</summary>
    public long WorstFee(uint accountId, in Instrument instrument, long price, long lots)
    {
        var schedule = instrument.Definition.FeeScheduleId;
        return Fees.WorstFee(schedule, in instrument, price, lots, TradedNotional(accountId, schedule));
    }

    /// <summary>Adds everything that later results depend on.</summary>
    public void AddTo(ref StateHash hash)
    {
        _wallets.AddTo(ref hash);
        Fees.AddTo(ref hash);
        for (var account = 0; account < _wallets.AccountCount; account++)
            for (var slot = 0; slot < Fees.Count; slot++)
                hash.Add(_tradedNotional[(account * _scheduleCapacity) + slot]);
        hash.Add(_reports.LastFillId);
        hash.Add(_postings.LastPostingId);
    }

    /// <summary>Stops the engine when money was made or lost: see the invariants of this type.</summary>
    [ColdPath("looks at every order and position; at the end of a session and in tests")]
    public void CheckConservation(OrderTable orders) =>
        new Conservation(_wallets, _instruments, _positions).Check(orders);

    // By its cash too: who has made or withdrawn profits has more of it than deposits.
    private long RoomFor(uint accountId, ulong currency)
    {
        var most = Math.Max(DepositsOf(accountId, currency), FreeCash(accountId, currency));
        return DepositsMax - Math.Clamp(most, 0, DepositsMax);
    }

    private static long LimitOf(RejectReason reason, long available) => reason switch
    {
        RejectReason.MalformedCommand => 1,
        RejectReason.InsufficientCapital or RejectReason.ValueOutOfRange => available,
        _ => 0,
    };

    private static void AddOpenLots(ref Position position, bool isBuy, long lots)
    {
        ref var open = ref isBuy ? ref position.OpenBuyLots : ref position.OpenSellLots;
        open = checked(open + lots);
        Invariant.Check(open >= 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int WalletOf(in Order order)
    {
        var currency = _instruments[order.InstrumentId].Definition.Currency;
        var wallet = _wallets.Find(order.AccountId, currency);
        return wallet != Wallets.None ? wallet : AddWallet(order.AccountId, currency);
    }

    private int AddWallet(uint accountId, ulong currency)
    {
        Invariant.Check(_wallets.Knows(accountId));
        Invariant.Check(_wallets.TryAddCurrency(currency));
        return _wallets.Find(accountId, currency);
    }

    private void Hold(ref Order order, int wallet, long hold)
    {
        var change = hold - order.Held;
        order.Held = hold;
        var kind = change > 0 ? PostingKind.Hold : PostingKind.Release;
        _postings.Post(wallet, kind, LedgerAccount.Cash, LedgerAccount.Held, change, order.OrderId);
    }

    private long Charge(ref Order order, in Instrument instrument, long price, long lots, LiquidityRole role)
    {
        var slot = Fees.SlotOf(instrument.Definition.FeeScheduleId);
        if (slot == FeeTable.None) return 0;
        ref var traded = ref _tradedNotional[(_wallets.SlotOf(order.AccountId) * _scheduleCapacity) + slot];
        var fee = Fees.Fee(
            instrument.Definition.FeeScheduleId, in instrument, price, lots, role, traded, !order.HasPaidOrderFee);
        var notional = Math.Abs(instrument.Terms.Value(price, lots));
        traded = notional > long.MaxValue - traded ? long.MaxValue : traded + notional; // No step begins beyond.
        order.HasPaidOrderFee = true;
        return fee;
    }

    // Spot: cost moves between cash and inventory, and the profit of a sale is cash beyond the cost. Margin:
    // only the profit is money.
    private void PostTrade(int wallet, in Instrument instrument, in PositionEffect effect, ulong orderId)
    {
        if (instrument.Definition.Kind == InstrumentKind.Spot)
            _postings.Post(
                wallet, PostingKind.Trade, LedgerAccount.Cash, LedgerAccount.Inventory, effect.CostChange, orderId);
        _postings.Post(wallet, PostingKind.Pnl, LedgerAccount.RealizedPnl, LedgerAccount.Cash, effect.Gain, orderId);
    }

    private void KeepMargin(ref Position position, int wallet, in Instrument instrument, ulong orderId)
    {
        var margin = Collateral.OfPosition(in instrument, position.Lots, position.Cost);
        var change = margin - position.MarginHeld;
        position.MarginHeld = margin;
        _postings.Post(wallet, PostingKind.Margin, LedgerAccount.Cash, LedgerAccount.Margin, change, orderId);
    }
}
