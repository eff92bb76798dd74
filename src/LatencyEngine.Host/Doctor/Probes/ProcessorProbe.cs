using System.Runtime.InteropServices;
using LatencyEngine.Host.Doctor.Parsing;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>Which processor is this?</summary>
public sealed class ProcessorProbe : IProbe
{
    public string Id => "processor";

    public string Subject => "processor";

    public Finding Examine(IHost host)
    {
        var model = Model(host.Read("/proc/cpuinfo").OrEmpty);
        return model is null
            ? Finding.Unknown($"this {RuntimeInformation.ProcessArchitecture} system does not name it")
            : Finding.Ok(model) with { Facts = new() { ["model"] = model } };
    }

    private static string? Model(string cpuInfo) =>
        KeyedLines.Value(cpuInfo, "model name") // x86
        ?? KeyedLines.Value(cpuInfo, "Model") // Arm boards
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"); // Windows
}
