using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProductView[]))]
[JsonSerializable(typeof(SearchView))]
[JsonSerializable(typeof(CartView))]
[JsonSerializable(typeof(CartChange))]
[JsonSerializable(typeof(OrderView[]))]
[JsonSerializable(typeof(OrderEntry))]
[JsonSerializable(typeof(ReviewView[]))]
[JsonSerializable(typeof(ReviewEntry))]
[JsonSerializable(typeof(StockCount[]))]
[JsonSerializable(typeof(ApiError))]
sealed partial class ApiJson : JsonSerializerContext;
