namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>Schemas of the shapes that the golden ones do not have, and a client of each.</summary>
internal static class UnusualSchemas
{
    /// <summary>
    /// Big-endian; header and dimensions count groups and data; 32-bit counts and lengths with limits; groups
    /// of three levels that end one another; entries without fields; a message of data alone; Latin-1 and
    /// unknown encodings.
    /// </summary>
    public const string Deep = """
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="deep" id="7" version="1"
                           byteOrder="bigEndian">
          <types>
            <composite name="messageHeader">
              <type name="version" primitiveType="uint8"/>
              <type name="schemaId" primitiveType="uint16"/>
              <type name="templateId" primitiveType="uint16"/>
              <type name="blockLength" primitiveType="uint32"/>
              <type name="numGroups" primitiveType="uint8"/>
              <type name="numVarDataFields" primitiveType="uint16"/>
            </composite>
            <composite name="groupSizeEncoding">
              <type name="numInGroup" primitiveType="uint32" minValue="1" maxValue="3"/>
              <type name="numVarDataFields" primitiveType="uint8"/>
              <type name="numGroups" primitiveType="uint8"/>
              <type name="blockLength" primitiveType="uint32"/>
            </composite>
            <composite name="wideSize">
              <type name="blockLength" primitiveType="uint64"/>
              <type name="numInGroup" primitiveType="uint64"/>
            </composite>
            <composite name="shortText">
              <type name="length" primitiveType="uint8" maxValue="9"/>
              <type name="varData" primitiveType="uint8" length="0" characterEncoding="ISO-8859-1"/>
            </composite>
            <composite name="hugeText">
              <type name="length" primitiveType="uint64"/>
              <type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-16"/>
            </composite>
          </types>
          <sbe:message name="Tree" id="1">
            <group name="branches" id="1" dimensionType="wideSize">
              <group name="twigs" id="2" dimensionType="wideSize">
                <field name="age" id="3" type="uint16"/>
                <group name="leaves" id="4">
                  <field name="size" id="5" type="uint32"/>
                </group>
              </group>
            </group>
          </sbe:message>
          <sbe:message name="Letter" id="2">
            <data name="greeting" id="1" type="shortText"/>
            <data name="body" id="2" type="hugeText"/>
          </sbe:message>
        </sbe:messageSchema>
        """;

    public const string DeepDriver = """
        using System;

        namespace Deep;

        public static class Driver
        {
            /// <summary>Writes a tree of so many twigs per branch, each with one to three leaves.</summary>
            public static byte[] Tree(int[] twigCounts)
            {
                var buffer = new byte[1000];
                var tree = TreeEncoder.Wrap(buffer);
                var size = 0u;
                ref var branches = ref tree.Branches(twigCounts.Length);
                for (var branch = 0; branch < twigCounts.Length; branch++)
                {
                    branches.Next();
                    ref var twigs = ref branches.Twigs(twigCounts[branch]);
                    for (var twig = 0; twig < twigCounts[branch]; twig++)
                    {
                        twigs.Next().Age = (ushort)(twig + 1);
                        ref var leaves = ref twigs.Leaves((twig % 3) + 1);
                        for (var leaf = 0; leaf <= twig % 3; leaf++) leaves.Next().Size = ++size;
                    }
                }

                return buffer.AsSpan(0, tree.Complete()).ToArray();
            }

            public static string TreeText(byte[] source) => DeepMessages.ToText(source);

            public static string Status(byte[] source) =>
                TreeDecoder.Validate(source, out var consumed) + " " + consumed;

            public static byte[] Letter(string greeting, byte[] body)
            {
                var buffer = new byte[100];
                var letter = LetterEncoder.Wrap(buffer);
                letter.Greeting(greeting);
                letter.Body(body);
                return buffer.AsSpan(0, letter.Complete()).ToArray();
            }

            public static string LetterStatus(byte[] source)
            {
                var status = LetterDecoder.Validate(source, out _);
                if (status != SbeStatus.Ok) return status.ToString();
                LetterDecoder.TryWrap(source, out var letter, out _);
                return letter.GreetingText + "|" + Convert.ToHexString(letter.Body);
            }
        }
        """;

    /// <summary>Everything is called like something that generated code has of its own.</summary>
    public const string Names = """
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="names" id="8" version="2">
          <types>
            <composite name="messageHeader">
              <type name="blockLength" primitiveType="uint16"/>
              <type name="templateId" primitiveType="uint16"/>
              <type name="schemaId" primitiveType="uint16"/>
              <type name="version" primitiveType="uint16"/>
            </composite>
            <composite name="groupSizeEncoding">
              <type name="blockLength" primitiveType="uint16"/>
              <type name="numInGroup" primitiveType="uint16"/>
            </composite>
            <composite name="varText">
              <type name="length" primitiveType="uint16"/>
              <type name="varData" primitiveType="uint8" length="0" characterEncoding="UTF-8"/>
            </composite>
            <composite name="entry"><type name="current" primitiveType="int8"/></composite>
            <composite name="sbeCursor"><type name="section" primitiveType="int8"/></composite>
            <enum name="Enumerator" encodingType="uint8"><validValue name="MoveNext">1</validValue></enum>
            <set name="Span" encodingType="uint8"><choice name="None">0</choice></set>
            <type name="wrap" primitiveType="char" length="4"/>
            <type name="offsets" primitiveType="uint16" length="3"/>
          </types>
          <sbe:message name="Count" id="1">
            <field name="block" id="1" type="uint32"/>
            <field name="limit" id="2" type="entry"/>
            <field name="offset" id="3" type="offsets"/>
            <field name="wrap" id="4" type="wrap"/>
            <field name="complete" id="5" type="Enumerator" presence="optional"/>
            <field name="length" id="6" type="Span"/>
            <field name="validate" id="7" type="sbeCursor" sinceVersion="1"/>
            <field name="countDecoder" id="8" type="uint8" sinceVersion="1"/>
            <field name="position" id="9" type="uint8" sinceVersion="2"/>
            <field name="computeEncodedLength" id="10" type="float" sinceVersion="2"/>
            <field name="templateId" id="11" type="double" presence="optional" sinceVersion="2"/>
            <group name="count" id="20">
              <field name="next" id="21" type="uint8"/>
              <field name="entry" id="22" type="entry"/>
              <field name="current" id="23" type="offsets" sinceVersion="2"/>
              <group name="Next" id="24"><field name="count" id="25" type="int64"/></group>
              <data name="block" id="26" type="varText"/>
              <data name="enumerator" id="27" type="varText"/>
            </group>
            <group name="text" id="30"><field name="size" id="31" type="uint8"/></group>
            <group name="size" id="32"><field name="getEnumerator" id="33" type="wrap" sinceVersion="1"/></group>
            <data name="Wrap" id="40" type="varText"/>
            <data name="WrapText" id="41" type="varText"/>
            <data name="Complete" id="42" type="varText"/>
            <data name="version" id="43" type="varText"/>
          </sbe:message>
          <sbe:message name="countDecoder" id="2"><data name="source" id="1" type="varText"/></sbe:message>
        </sbe:messageSchema>
        """;
}
