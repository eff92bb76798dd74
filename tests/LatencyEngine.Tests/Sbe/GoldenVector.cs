using System.Text.Json;

namespace LatencyEngine.Tests.Sbe;

/// <summary>One golden message, or one hostile input.</summary>
internal sealed record GoldenVector(JsonElement Json)
{
    public string Name => Text("name");

    public string Message => Text("message");

    /// <summary>The schema that the bytes were encoded with.</summary>
    public string SchemaFile => Text("schema");

    /// <summary>The schema whose decoder sees <see cref="Values"/>.</summary>
    public string DecodedWith => Text("decodedWith");

    public byte[] Bytes => Convert.FromHexString(Text("hex"));

    public int Consumed => Json.GetProperty("consumed").GetInt32();

    public JsonElement Values => Json.GetProperty("values");

    private string Text(string name) => Json.GetProperty(name).GetString()!;
}
