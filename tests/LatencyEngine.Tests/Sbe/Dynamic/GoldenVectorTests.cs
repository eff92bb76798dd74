using System.Text.Json;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>
/// The interpreter against bytes of the genuine codecs: every version, both byte orders, and hostile input.
/// </summary>
public sealed class GoldenVectorTests
{
    public static TheoryData<string> Good => Names("vectors.json");

    public static TheoryData<string> Malformed => Names("malformed.json");

    [SharedDataFact]
    public void All_vectors_are_there() => Assert.Equal((44, 14), (Good.Count, Malformed.Count));

    [SharedDataTheory, MemberData(nameof(Good))]
    public void Decodes_to_its_values_and_encodes_to_its_bytes(string name) => Check("vectors.json", name);

    [SharedDataTheory, MemberData(nameof(Malformed))]
    public void Malformed_input_is_refused_with_a_reason(string name) => Check("malformed.json", name);

    [SharedDataTheory, MemberData(nameof(Good))]
    public void A_message_cut_short_anywhere_is_refused(string name)
    {
        var vector = Find("vectors.json", name);
        var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
        var decoder = new MessageDecoder(GoldenSchemas.Read(vector.GetProperty("schema").GetString()!));
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<SbeDecodeException>(() => decoder.Decode(bytes.AsSpan(0, length)));
    }

    [SharedDataTheory, MemberData(nameof(Good))]
    public void A_flipped_bit_is_read_or_refused_but_never_more(string name)
    {
        var vector = Find("vectors.json", name);
        var bytes = Convert.FromHexString(vector.GetProperty("hex").GetString()!);
        var decoder = new MessageDecoder(GoldenSchemas.Read(vector.GetProperty("schema").GetString()!));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.InRange(decoder.Decode(damaged).Length, 8, damaged.Length);
            }
            catch (SbeDecodeException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        }
    }

    [SharedDataFact]
    public void The_verifier_can_find_a_wrong_value_and_a_wrong_acceptance()
    {
        var verifier = new VectorVerifier(GoldenSchemas.Folder);
        var good = Find("vectors.json", "v2-tick-full").GetRawText();
        var wrong = JsonDocument.Parse(good.Replace("\"instrumentId\": 42", "\"instrumentId\": 43", StringComparison.Ordinal));
        Assert.Contains(".instrumentId is 42", verifier.Verify(wrong.RootElement).Detail, StringComparison.Ordinal);
        var harmless = JsonDocument.Parse(good.Replace("\"values\"", "\"why\"", StringComparison.Ordinal));
        Assert.False(verifier.Verify(harmless.RootElement).IsGood);
    }

    private static void Check(string file, string name)
    {
        var verdict = new VectorVerifier(GoldenSchemas.Folder).Verify(Find(file, name));
        Assert.True(verdict.IsGood, verdict.Detail);
    }

    private static JsonElement Find(string file, string name) =>
        Read(file).EnumerateArray().Single(vector => vector.GetProperty("name").GetString() == name);

    private static TheoryData<string> Names(string file) =>
        SharedData.Exists ? [.. Read(file).EnumerateArray().Select(v => v.GetProperty("name").GetString()!)] : [];

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf("sbe", file))).RootElement;
}
