using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Sbe.Dynamic;
using LatencyEngine.Sbe.Schema;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Dynamic;

/// <summary>
/// Random values of every message survive encoding and decoding, in every version and both byte orders.
/// </summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(ByteOrder.LittleEndian, 0)]
    [InlineData(ByteOrder.LittleEndian, 1)]
    [InlineData(ByteOrder.BigEndian, 1)]
    public void Values_of_the_own_schema_come_back(ByteOrder order, int version) =>
        CheckAll(OwnSchema.Of(order), version);

    [SharedDataTheory]
    [InlineData("golden-v0.xml", 0)]
    [InlineData("golden-v2.xml", 0)]
    [InlineData("golden-v2.xml", 1)]
    [InlineData("golden-v2.xml", 2)]
    [InlineData("golden-v3.xml", 3)]
    [InlineData("golden-be-v2.xml", 2)]
    public void Values_of_the_golden_schemas_come_back(string file, int version) =>
        CheckAll(GoldenVectors.Schema(file), version);

    [SharedDataTheory]
    [InlineData("golden-v0.xml", "golden-v3.xml")]
    [InlineData("golden-v2.xml", "golden-v3.xml")]
    public void A_newer_schema_writes_what_an_older_one_reads(string older, string newer)
    {
        var (old, current) = (GoldenVectors.Schema(older), GoldenVectors.Schema(newer));
        foreach (var message in current.Messages)
            ForAllSeeds(seed =>
            {
                var json = new RandomValues(seed, old.Version).Of(message);
                var bytes = Codec.Encode(current, message.Name, json, new EncodeOptions(old.Version));
                var seen = Codec.Decode(old, bytes);
                Assert.Equal(bytes.Length, seen.Result.Consumed);
                Assert.Equal(
                    bytes, Codec.Encode(current, message.Name, seen.Json, new EncodeOptions(old.Version)));
            });
    }

    private static void CheckAll(MessageSchema schema, int version)
    {
        foreach (var message in schema.Messages) ForAllSeeds(seed => Check(schema, message, version, seed));
    }

    private static void Check(MessageSchema schema, Message message, int version, int seed)
    {
        var json = new RandomValues(seed, version).Of(message);
        var bytes = Codec.Encode(schema, message.Name, json, new EncodeOptions(version));
        var (decoded, result) = Codec.Decode(schema, bytes);
        JsonAssert.Equal(Codec.Parse(json), Codec.Parse(decoded));
        Assert.Equal((bytes.Length, version), (result.Consumed, result.Header.Version));
        Assert.Equal(bytes, Codec.Encode(schema, message.Name, decoded, new EncodeOptions(version)));
    }

    // The same seeds in every run: a test that fails does so for everyone.
    private static void ForAllSeeds(Action<int> check) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithReplay(1, 3),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), check));
}
