using System.Runtime.InteropServices;
using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Which operating system is this?</summary>
public sealed class SystemProbe : IProbe
{
    public string Id => "system";

    public string Subject => "system";

    public Finding Examine(IHost host)
    {
        var name = OsRelease.PrettyName(host.Read("/etc/os-release").OrEmpty)
            ?? RuntimeInformation.OSDescription;
        var architecture = RuntimeInformation.OSArchitecture.ToString();
        var finding = OperatingSystem.IsLinux() || OperatingSystem.IsWindows()
            ? Finding.Ok($"{name}, {architecture}")
            : Finding.Advice($"{name}, {architecture}: threads cannot be pinned here; Linux can");
        return finding with { Facts = new() { ["name"] = name, ["architecture"] = architecture } };
    }
}
