using LatencyEngine.Domain;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration.Checks;

/// <summary>Accounts, fees, venues and rates fit each other. Pure.</summary>
internal static class MoneyChecks
{
    private const int VenueIdEnd = ushort.MaxValue + 1;

    public static void Run(EngineConfiguration configuration, Reading reading)
    {
        var capacity = configuration.Capacity;
        var accounts = ConfigurationChecks.Sound(reading, "accounts", configuration.Accounts);
        var venues = ConfigurationChecks.Sound(reading, "venues", configuration.Venues);
        if (reading.IsSound("capacity.accounts"))
            ConfigurationChecks.CheckIds(
                reading, accounts.Select(a => (a.Key, a.Element.Id)), capacity.Accounts, "capacity.accounts");
        ConfigurationChecks.CheckIds(
            reading, venues.Select(v => (v.Key, (uint)v.Element.Id)), VenueIdEnd, "the end of venue ids");
        if (reading.IsSound("capacity.feeSchedules")) CheckFees(configuration, reading);
        if (reading.IsSound("currencies")) CheckRates(configuration, reading);
        if (reading.IsSound("currencies", "accounts")) CheckDeposits(configuration, reading);
    }

    private static void CheckFees(EngineConfiguration configuration, Reading reading)
    {
        var fees = ConfigurationChecks.Sound(reading, "fees", configuration.Fees).ToList();
        ConfigurationChecks.CheckIds(
            reading, fees.Select(fee => (fee.Key, (uint)fee.Element.Id)),
            configuration.Capacity.FeeSchedules, "capacity.feeSchedules");
        foreach (var (key, schedule) in fees)
            if (reading.IsSound(key))
                CheckSteps(schedule, $"{key}.steps", reading);
    }

    private static void CheckSteps(FeeScheduleConfiguration schedule, string key, Reading reading)
    {
        if (schedule.Steps.Length == 0) reading.Refuse(key, "found an empty list; expected at least one step");
        for (var i = 0; i < schedule.Steps.Length; i++)
        {
            var threshold = schedule.Steps[i].ThresholdNotional;
            var stepKey = $"{key}.{i}.thresholdMoney";
            var text = ExactNumber.Format(threshold, SettingTypes.MoneyScale);
            if (i == 0 && threshold != 0) reading.Refuse(stepKey, $"found {text}; expected 0 for the first step");
            if (i > 0 && threshold <= schedule.Steps[i - 1].ThresholdNotional)
                reading.Refuse(stepKey, $"found {text}; expected more than the step before");
        }
    }

    private static void CheckRates(EngineConfiguration configuration, Reading reading)
    {
        var seen = new HashSet<(Currency, Currency)>();
        for (var i = 0; i < configuration.CurrencyRates.Length; i++)
        {
            var rate = configuration.CurrencyRates[i];
            var key = $"currencies.rates.{i}.to";
            if (rate.From == rate.To) reading.Refuse(key, $"found {rate.To}; expected another currency than 'from'");
            else if (!seen.Add((rate.From, rate.To)))
                reading.Refuse(key, $"found a second rate from {rate.From} to {rate.To}; expected one");
        }
    }

    private static void CheckDeposits(EngineConfiguration configuration, Reading reading)
    {
        for (var i = 0; i < configuration.Accounts.Length; i++)
        {
            var account = configuration.Accounts[i];
            for (var j = 0; j < account.Deposits.Length; j++)
            {
                var deposited = account.Deposits[j].Currency;
                if (deposited == account.Currency || HasRate(configuration, deposited, account.Currency)) continue;
                var message = $"found {deposited}; expected a rate from {deposited} to {account.Currency} in "
                    + "currencies.rates, because the account counts in it";
                reading.Refuse($"accounts.{i}.deposits.{j}.currency", message);
            }
        }
    }

    private static bool HasRate(EngineConfiguration configuration, Currency from, Currency to) =>
        configuration.CurrencyRates.Any(rate => rate.From == from && rate.To == to);
}
