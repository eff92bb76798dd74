using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>How much time did the hypervisor give to other machines?</summary>
public sealed class StealProbe : IProbe
{
    private const double AdviceAbove = 0.001;
    private const double WarningAbove = 0.02;

    public string Id => "steal";

    public string Subject => "stolen time";

    public Finding Examine(IHost host)
    {
        var stat = host.Read("/proc/stat");
        if (stat.Content is null) return Finding.Unknown(stat.WhyNot);
        if (StealShare.Of(stat.Content) is not { } share)
            return Finding.Unknown("/proc/stat has no such column");

        var text = $"{share:0.00%} of the time since the start went to other machines";
        var finding = share switch
        {
            > WarningAbove =>
                Finding.Warning($"{text}. The physical host is oversold: ask for dedicated cores."),
            > AdviceAbove => Finding.Advice($"{text}: expect rare pauses of milliseconds."),
            _ => Finding.Ok(text),
        };
        return finding with { Facts = new() { ["stolenShare"] = share } };
    }
}
