using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Host.Configuration;

/// <summary>The rates once this much was traded; in the units of the message <c>FeeSchedule</c>. Immutable.</summary>
/// <param name="ThresholdNotional">Value traded in the session, in 1e-6.</param>
/// <param name="MakerRate">Of the value, in 1e-9; or money in 1e-6. Negative for a rebate.</param>
/// <param name="TakerRate">As the maker's.</param>
/// <param name="Minimum">Least fee of a fill, in 1e-6; 0 for none.</param>
/// <param name="Maximum">Greatest fee of a fill, of its value in 1e-9; 0 for none.</param>
public sealed record FeeStepConfiguration(
    long ThresholdNotional, long MakerRate, long TakerRate, long Minimum, long Maximum)
{
    internal static FeeStepConfiguration ReadNotional(ISettings settings) => Read(
        settings,
        settings.Required("makerBasisPoints", SettingTypes.SignedBasisPoints, "Of the value; negative for a rebate."),
        settings.Required("takerBasisPoints", SettingTypes.SignedBasisPoints, "Of the value; negative for a rebate."));

    internal static FeeStepConfiguration ReadMoney(ISettings settings) => Read(
        settings,
        settings.Required("makerMoney", SettingTypes.SignedMoney, "Per whole unit, or per order; negative for a rebate."),
        settings.Required("takerMoney", SettingTypes.SignedMoney, "Per whole unit, or per order; negative for a rebate."));

    private static FeeStepConfiguration Read(ISettings settings, long makerRate, long takerRate) => new(
        settings.Value("thresholdMoney", SettingTypes.Money, 0, "Value traded in the session from which the step holds."),
        makerRate,
        takerRate,
        settings.Value("minimumMoney", SettingTypes.Money, 0, "Least fee of a fill; 0 for none."),
        settings.Value(
            "maximumBasisPoints", SettingTypes.BasisPoints, 0, "Greatest fee of a fill, of its value; 0 for none."));
}
