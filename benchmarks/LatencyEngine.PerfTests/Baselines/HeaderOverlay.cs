using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>The message header of <c>bench.xml</c>, by hand.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct HeaderOverlay
{
    public const int SizeInBytes = 8;
    public const ushort BenchSchemaId = 900;

    public ushort BlockLength;
    public ushort TemplateId;
    public ushort SchemaId;
    public ushort Version;

    public static HeaderOverlay Of(ushort blockLength, ushort templateId) =>
        new() { BlockLength = blockLength, TemplateId = templateId, SchemaId = BenchSchemaId };
}
