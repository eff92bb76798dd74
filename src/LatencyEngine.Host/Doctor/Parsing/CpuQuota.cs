namespace LatencyEngine.Host.Doctor.Parsing;

/// <summary>How much processor time a control group may use, in either version of control groups.</summary>
/// <param name="QuotaMicros">Time per period, summed over cores; <c>null</c> when unlimited.</param>
/// <param name="PeriodMicros">The period after which the quota is refilled.</param>
public readonly record struct CpuQuota(long? QuotaMicros, long PeriodMicros)
{
    private const long DefaultPeriodMicros = 100_000;

    public static CpuQuota Unlimited => new(null, DefaultPeriodMicros);

    /// <summary>The limit as a number of cores; infinite when unlimited.</summary>
    public double Cores => QuotaMicros is { } quota ? (double)quota / PeriodMicros : double.PositiveInfinity;

    /// <summary>Reads <c>cpu.max</c> of version 2: <c>max 100000</c> or <c>150000 100000</c>.</summary>
    public static CpuQuota? FromVersion2(string cpuMax)
    {
        var parts = cpuMax.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || KeyedLines.WholeNumber(parts[1]) is not (> 0 and var period)) return null;
        if (parts[0] == "max") return new CpuQuota(null, period);
        return KeyedLines.WholeNumber(parts[0]) is > 0 and var quota ? new CpuQuota(quota, period) : null;
    }

    /// <summary>
    /// Reads <c>cpu.cfs_quota_us</c> and <c>cpu.cfs_period_us</c> of version 1; -1 is unlimited.
    /// </summary>
    public static CpuQuota? FromVersion1(string quotaMicros, string periodMicros)
    {
        if (KeyedLines.WholeNumber(periodMicros) is not (> 0 and var period)) return null;
        return KeyedLines.WholeNumber(quotaMicros) switch
        {
            -1 => new CpuQuota(null, period),
            > 0 and var quota => new CpuQuota(quota, period),
            _ => null,
        };
    }
}
