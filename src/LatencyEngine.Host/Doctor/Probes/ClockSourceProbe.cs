namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>From what does the system take the time?</summary>
public sealed class ClockSourceProbe : IProbe
{
    private const string Folder = "/sys/devices/system/clocksource/clocksource0";
    private const string UseTsc = $"echo tsc | sudo tee {Folder}/current_clocksource";

    public string Id => "clockSource";

    public string Subject => "clock source";

    public Finding Examine(IHost host)
    {
        var current = host.Read($"{Folder}/current_clocksource");
        if (current.Content is null) return Finding.Unknown(current.WhyNot);
        var available = host.Read($"{Folder}/available_clocksource")
            .OrEmpty.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var finding = Judge(current.Content, available);
        finding.Facts["current"] = current.Content;
        finding.Facts["available"] = Json.Array(available);
        return finding;
    }

    private static Finding Judge(string current, string[] available) => current switch
    {
        "tsc" or "arch_sys_counter" => Finding.Ok($"{current}, read without entering the kernel"),
        "kvm-clock" or "hyperv_clocksource_tsc_page" => available.Contains("tsc")
            ? Finding.Advice($"{current}: stays out of the kernel, but tsc is there and cheaper", UseTsc)
            : Finding.Ok($"{current}, read without entering the kernel; the host offers no tsc"),
        _ => available.Contains("tsc")
            ? Finding.Warning($"{current}: enters the kernel or a device, and tsc is available", UseTsc)
            : Finding.Warning(
                $"{current}: every reading enters the kernel or a device. See with dmesg why tsc was given"
                + " up; if the processor's is steady, start the kernel with",
                "tsc=reliable"),
    };
}
