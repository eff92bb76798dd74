using LatencyEngine.Domain;
using LatencyEngine.Trading.Ledger;
using static LatencyEngine.Tests.Trading.Ledger.BooksFixture;

namespace LatencyEngine.Tests.Trading.Ledger;

public sealed class WalletCommandTests : IDisposable
{
    private static readonly Currency Eur = Currency.Of("EUR");

    private readonly BooksFixture _books = new();

    public void Dispose() => _books.Dispose();

    [Fact]
    public void A_deposit_becomes_free_cash()
    {
        _books.Deposit(Money(100));
        var posted = _books.Recorder.TakeSingle<LedgerPosted>();
        Assert.Equal((Account, Currency.Usd.Code, 1ul), (posted.AccountId, posted.Currency, posted.PostingId));
        Assert.Equal(Money(100), _books.Accounting.FreeCash(Account, Currency.Usd.Code));
        Assert.Equal(Money(100), _books.Accounting.DepositsOf(Account, Currency.Usd.Code));
    }

    [Fact]
    public void A_withdrawal_of_all_free_cash_leaves_nothing()
    {
        _books.Deposit(Money(100));
        _books.Withdraw(Money(100));
        Assert.Equal(0, _books.Accounting.FreeCash(Account, Currency.Usd.Code));
        Assert.Equal(0, _books.Accounting.DepositsOf(Account, Currency.Usd.Code));
        _books.CheckConservation();
    }

    [Fact]
    public void Currencies_of_an_account_are_wallets_of_their_own()
    {
        _books.Deposit(Money(100));
        _books.Deposit(Money(30), currency: Eur);
        _books.Withdraw(Money(10), currency: Eur);
        Assert.Equal(Money(100), _books.Balance(LedgerAccount.Cash));
        Assert.Equal(Money(20), _books.Balance(LedgerAccount.Cash, currency: Eur));
        Assert.Equal([Currency.Usd.Code, Eur.Code], CurrenciesOf(_books.Accounting));
        _books.CheckConservation();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MinValue)]
    public void Amounts_that_are_not_positive_are_malformed(long amount)
    {
        _books.Deposit(amount);
        Refused(Deposit.TemplateId, RejectReason.MalformedCommand, limit: 1, actual: amount);
        _books.Withdraw(amount);
        Refused(Withdraw.TemplateId, RejectReason.MalformedCommand, limit: 1, actual: amount);
    }

    [Fact]
    public void An_unknown_account_is_refused()
    {
        _books.Deposit(5, account: 8);
        Refused(Deposit.TemplateId, RejectReason.UnknownAccount, limit: 0, actual: 5, account: 8);
        _books.Withdraw(5, account: uint.MaxValue);
        Refused(Withdraw.TemplateId, RejectReason.UnknownAccount, limit: 0, actual: 5, account: uint.MaxValue);
    }

    [Fact]
    public void A_currency_that_nobody_has_cannot_be_withdrawn_and_no_currency_not_deposited()
    {
        _books.Withdraw(5, currency: Eur);
        Refused(Withdraw.TemplateId, RejectReason.UnknownCurrency, limit: 0, actual: 5);
        _books.Deposit(5, currency: default(Currency));
        Refused(Deposit.TemplateId, RejectReason.UnknownCurrency, limit: 0, actual: 5);
    }

    [Fact]
    public void A_currency_beyond_the_capacity_is_refused()
    {
        for (var i = 1; i < Small.Currencies; i++) _books.Deposit(5, currency: Currency.Of("CUR" + i));
        _books.Recorder.Forget();
        _books.Deposit(5, currency: Currency.Of("ONE2MANY"));
        Refused(Deposit.TemplateId, RejectReason.CapacityReached, limit: 0, actual: 5);

        var definition = InstrumentDefinition.Create();
        definition.Currency = Currency.Of("ONE2MANY").Code;
        Assert.Equal(RejectReason.CapacityReached, _books.Accounting.Apply(definition));
        Assert.Equal(RejectReason.CapacityReached, _books.Define(accountId: 9, Currency.Of("ONE2MANY")));
    }

    [Fact]
    public void More_than_the_free_cash_cannot_be_withdrawn()
    {
        _books.DefineShare();
        _books.Deposit(Money(100));
        _books.Open(Side.Buy, lots: 1, price: 60m);
        _books.Recorder.Forget();
        _books.Withdraw(Money(40) + 1);
        Refused(Withdraw.TemplateId, RejectReason.InsufficientCapital, limit: Money(40), actual: Money(40) + 1);
        _books.Withdraw(Money(40));
        Assert.Equal(0, _books.Recorder.TakeSingle<LedgerPosted>().FromBalance);
    }

    [Fact]
    public void Deposits_beyond_half_of_what_can_be_represented_are_refused()
    {
        _books.Deposit(Accounting.DepositsMax - 3);
        _books.Recorder.Forget();
        _books.Deposit(long.MaxValue);
        Refused(Deposit.TemplateId, RejectReason.ValueOutOfRange, limit: 3, actual: long.MaxValue);
        _books.Deposit(3);
        Assert.Equal(Accounting.DepositsMax, _books.Balance(LedgerAccount.Cash));
    }

    [Fact]
    public void Profits_leave_less_room_for_deposits()
    {
        _books.DefineShare();
        _books.Deposit(Accounting.DepositsMax - Money(5));
        _books.Trade(Side.Buy, lots: 1, price: 100m);
        _books.Trade(Side.Sell, lots: 1, price: 110m);
        _books.Recorder.Forget();
        _books.Deposit(1);
        Refused(Deposit.TemplateId, RejectReason.ValueOutOfRange, limit: 0, actual: 1);
    }

    [Fact]
    public void An_account_is_known_once_it_is_defined()
    {
        Assert.True(_books.Accounting.Knows(Account));
        Assert.Equal(Currency.Usd.Code, _books.Accounting.BaseCurrencyOf(Account));
        Assert.False(_books.Accounting.Knows(8));
        Assert.Equal(0ul, _books.Accounting.BaseCurrencyOf(8));
        Assert.Equal(RejectReason.None, _books.Define(8, Eur));
        Assert.Equal(Eur.Code, _books.Accounting.BaseCurrencyOf(8));
    }

    [Fact]
    public void An_account_keeps_its_base_currency()
    {
        Assert.Equal(RejectReason.None, _books.Define(Account, Currency.Usd));
        Assert.Equal(RejectReason.MalformedCommand, _books.Define(Account, Eur));
        Assert.Equal(Currency.Usd.Code, _books.Accounting.BaseCurrencyOf(Account));
    }

    [Fact]
    public void Nobody_an_id_out_of_range_and_an_account_without_currency_are_refused()
    {
        Assert.Equal(RejectReason.MalformedCommand, _books.Define(0, Eur));
        Assert.Equal(RejectReason.MalformedCommand, _books.Define(LatencyEngine.Trading.Capacities.AccountIdEnd, Eur));
        Assert.Equal(RejectReason.MalformedCommand, _books.Define(8, default));
    }

    [Fact]
    public void More_accounts_than_there_is_room_for_are_refused()
    {
        for (uint id = 1; id < Small.Accounts; id++) Assert.Equal(RejectReason.None, _books.Define(id, Eur));
        Assert.Equal(RejectReason.CapacityReached, _books.Define(99, Eur));
    }

    private void Refused(int template, RejectReason reason, long limit, long actual, uint account = Account)
    {
        var rejected = _books.Recorder.TakeSingle<CommandRejected>();
        Assert.Equal((template, reason, 3u), (rejected.TemplateIdValue, rejected.RejectReason, rejected.ActorId));
        Assert.Equal((ScopeKind.Account, (ulong)account), (rejected.ScopeKind, rejected.ScopeId));
        Assert.Equal((limit, actual), (rejected.Limit, rejected.Actual));
    }

    private static IEnumerable<ulong> CurrenciesOf(Accounting accounting) =>
        Enumerable.Range(0, accounting.CurrencyCount).Select(accounting.Currency);
}
