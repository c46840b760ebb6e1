using Tamma.Core.Tests.Catalog;
using Tamma.Events;
using Xunit;

namespace Tamma.Core.Tests.Events;

public sealed class EventIdsTests
{
    [Fact]
    public void Ids_are_of_version_7_carry_their_time_and_differ()
    {
        var ids = new EventIds(Any.Now);
        var made = Enumerable.Range(0, 1000).Select(_ => ids.Next()).ToList();

        Assert.Equal(1000, made.Distinct().Count());
        Assert.All(made, id =>
        {
            Assert.Equal(7, id.Version);
            Assert.Equal(8, id.Variant & 0xC);
            Assert.Equal(Any.Now.ToUnixTimeMilliseconds(), long.Parse(id.ToString("N")[..12], System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture));
        });
    }
}
