namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>May cores exceed their nominal frequency?</summary>
public sealed class TurboProbe : IProbe
{
    public string Id => "turbo";

    public string Subject => "turbo";

    public Finding Examine(IHost host)
    {
        var intel = host.Read("/sys/devices/system/cpu/intel_pstate/no_turbo");
        var other = host.Read("/sys/devices/system/cpu/cpufreq/boost");
        bool? isOn = (intel.Content, other.Content) switch
        {
            ("0", _) or (null, "1") => true,
            ("1", _) or (null, "0") => false,
            _ => null,
        };
        if (isOn is null)
            return Finding.Unknown(other.WhyNot.Length > 0 ? other.WhyNot : "the setting is not 0 or 1");
        var text = isOn.Value
            ? "On: fastest, but figures depend on how busy and warm the neighbouring cores are"
            : "Off: steady figures, below the fastest possible";
        return Finding.Ok(text) with { Facts = new() { ["isOn"] = isOn } };
    }
}
