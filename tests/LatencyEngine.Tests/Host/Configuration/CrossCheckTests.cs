namespace LatencyEngine.Tests.Host.Configuration;

/// <summary>Values that are right by themselves and wrong together; each beside a neighbor that is right.</summary>
public sealed class CrossCheckTests
{
    [Theory]
    [InlineData("pipeline.inputRingSlots=512", "pipeline.inputRingSlots: found 512; expected at least pipeline.batchSizeMax, which is 1000")]
    [InlineData("pipeline.outputRingSlots=512", "pipeline.outputRingSlots: found 512; expected at least pipeline.batchSizeMax, which is 1000")]
    [InlineData("pipeline.cores.matching=1", "pipeline.cores.matching: found 1, the core of 'strategy'; expected another: threads that wait by busySpin never give a core away")]
    [InlineData("capacity.laneSlots=16384", "capacity.laneSlots: found 16384; expected at least 32768, which one input can need with 16384 openOrders, 256 accounts and 64 strategies")]
    [InlineData("capacity.openOrders=16385", "capacity.laneSlots: found 32768; expected at least 32770, which one input can need with 16385 openOrders, 256 accounts and 64 strategies")]
    [InlineData("capacity.accounts=2700", "capacity.laneSlots: found 32768; expected at least 38044, which one input can need with 16384 openOrders, 2700 accounts and 64 strategies")]
    [InlineData("capacity.instruments=500", "feeds.2.instrument.id: found 500; expected less than capacity.instruments, which is 500")]
    [InlineData("capacity.riskLimits=6", "capacity.riskLimits: found 6; expected at least 7, the limits in 'risk'")]
    [InlineData("feeds=[]", "feeds: found 0 feeds; expected from 1 to 65535")]
    [InlineData("feeds.2.paths=[]", "feeds.2.paths: found an empty list; expected at least one path")]
    [InlineData("feeds.0.mix={\"topOfBook\":0,\"orderByOrder\":0}", "feeds.0.mix: found only weights of 0; expected one above 0")]
    [InlineData("feeds.1.instrument.venue=4", "feeds.1.instrument.venue: found '4'; expected one of the venues: 1")]
    [InlineData("feeds.1.instrument.feeSchedule=4", "feeds.1.instrument.feeSchedule: found '4'; expected one of the fees: 2, 1")]
    [InlineData("feeds.1.instrument.id=500", "feeds.2.instrument.id: found 500 a second time; feeds.1 has it too")]
    [InlineData("feeds.3.instrument.symbol=AAPL", "feeds.3.instrument.symbol: found 'AAPL' a second time at venue 1; feeds.1 has it too")]
    [InlineData("accounts.1.id=1", "accounts.1.id: found 1 a second time; it is also the id of accounts.0")]
    [InlineData("capacity.accounts=3", "accounts.1.id: found 3; expected less than capacity.accounts, which is 3")]
    [InlineData("accounts.0.deposits.0.currency=EUR", "accounts.0.deposits.0.currency: found EUR; expected a rate from EUR to USD in currencies.rates, because the account counts in it")]
    [InlineData("fees.1.id=2", "fees.1.id: found 2 a second time; it is also the id of fees.0")]
    [InlineData("fees.1.steps=[]", "fees.1.steps: found an empty list; expected at least one step")]
    [InlineData("fees.1.steps.0.thresholdMoney=1", "fees.1.steps.0.thresholdMoney: found 1; expected 0 for the first step")]
    [InlineData("fees.1.steps.1.thresholdMoney=0", "fees.1.steps.1.thresholdMoney: found 0; expected more than the step before")]
    [InlineData("venues=[{\"id\":1},{\"id\":1}]", "venues.1.id: found 1 a second time; it is also the id of venues.0")]
    [InlineData("currencies.rates.1={\"from\":\"EUR\",\"to\":\"EUR\",\"rate\":1}", "currencies.rates.1.to: found EUR; expected another currency than 'from'")]
    [InlineData("currencies.rates.1={\"from\":\"BTC\",\"to\":\"USD\",\"rate\":1}", "currencies.rates.1.to: found a second rate from BTC to USD; expected one")]
    [InlineData("strategies.1.id=1", "strategies.1.id: found 1 a second time; it is also the id of strategies.0")]
    [InlineData("strategies.1.account=2", "strategies.1.account: found '2'; expected one of the accounts: 1, 3")]
    [InlineData("strategies.0.instruments=[]", "strategies.0.instruments: found an empty list; expected symbols, or '*' for all")]
    [InlineData("strategies.0.instruments=AAPL,*", "strategies.0.instruments: found '*' among symbols; expected either")]
    [InlineData("strategies.0.instruments=AAPL,AAPL", "strategies.0.instruments: found a symbol twice; expected each once")]
    [InlineData("risk.accounts.2.positionMax=1", "risk.accounts.2: found '2'; expected one of the accounts: 1, 3")]
    [InlineData("risk.strategies.9.positionMax=1", "risk.strategies.9: found '9'; expected one of the strategies: 1, 2")]
    [InlineData("risk.instruments.AAPL.orderQuantityMin=101", "risk.instruments.AAPL.orderQuantityMin: found 101; expected at most orderQuantityMax, which is 100")]
    public void Values_that_do_not_fit_each_other_are_refused(string assignment, string expected)
    {
        var result = Loading.All([Samples.Full], [], [assignment]);
        Assert.Contains(expected, result.Errors.Select(error => $"{error.Key}: {error.Message}"));
    }

    [Theory]
    [InlineData("pipeline.inputRingSlots=1024")]
    [InlineData("pipeline.cores.matching=2")]
    [InlineData("capacity.laneSlots=32768")]
    [InlineData("capacity.accounts=2200")]
    [InlineData("capacity.instruments=501")]
    [InlineData("capacity.riskLimits=7")]
    [InlineData("capacity.accounts=4")]
    [InlineData("feeds.1.instrument.feeSchedule=0")]
    [InlineData("accounts.0.deposits.0.currency=BTC")]
    [InlineData("fees.1.steps.1.thresholdMoney=0.000001")]
    [InlineData("strategies.0.instruments=SIM7")]
    [InlineData("risk.instruments.AAPL.orderQuantityMin=100")]
    public void Their_neighbors_are_accepted(string assignment) =>
        Loading.Good(Loading.All([Samples.Full], [], [assignment]));

    [Fact]
    public void Without_a_simulator_symbols_are_known()
    {
        const string feed = "feeds=[{\"kind\":\"lobster\",\"path\":\"p\",\"instrument\":{\"symbol\":\"AAPL\",\"tickSize\":1}}]";
        Assert.Equal(
            "--set: strategies.0.instruments: found 'AAPLE'; expected one of the symbols: AAPL; did you mean 'AAPL'?",
            Loading.Error(Loading.All([Samples.Full], [], [feed, "strategies.0.instruments=AAPLE", "fees.1.id=3"])));
        Assert.Equal(
            "--set: risk.instruments.X: found 'X'; expected one of the symbols: AAPL",
            Loading.Error(Loading.All([Samples.Full], [], [feed, "risk.instruments.X.positionMax=3"])));
    }

    [Fact]
    public void Instruments_of_all_feeds_together_fit_the_capacity() => Assert.Equal(
        "--set: capacity.instruments: found 600; expected more than 603, the instruments of all feeds",
        Loading.Error(Loading.All([Samples.Full], [], ["capacity.instruments=600", "feeds.0.instruments=600"])));
}
