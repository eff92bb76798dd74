using System.Net.NetworkInformation;

namespace LatencyEngine.Tests.Multicast.Channels;

/// <summary>A fact about the loopback interface by its name; skipped with the reason where none is listed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LoopbackNameFactAttribute : FactAttribute
{
    public LoopbackNameFactAttribute() => Skip = Name is null ? "no loopback interface is listed" : null;

    public static string? Name { get; } =
        Array.Find(NetworkInterface.GetAllNetworkInterfaces(), IsLoopback)?.Name;

    private static bool IsLoopback(NetworkInterface candidate) =>
        candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback;
}
