using Microsoft.AspNetCore.Http.Features;
using Shop;

const string ExitWithParent = "--exit-when-stdin-closes";

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = [.. args.Where(argument => argument != ExitWithParent)],
    ContentRootPath = AppContext.BaseDirectory,
});

builder.Logging.AddTerseConsole();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Form.MaxBytes);
builder.Services.Configure<FormOptions>(Form.Bound);
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Stock>().AddSingleton<Reviews>().AddSingleton<Photos>();
builder.Services.AddSingleton<Sessions>().AddSingleton<Customers>().AddSingleton<AdminPassword>();
builder.Services.AddSingleton<Orders>().AddSingleton<GiftCards>().AddSingleton<Checkout>();
if (args.Contains(ExitWithParent)) builder.Services.AddHostedService<StandardInputWatch>();

var app = builder.Build();

app.UseHeadAsGet();
app.UseErrorPages();
app.UseStaticFiles();
app.UseRouting();
app.UseWebSockets();

app.MapHomePage();
app.MapDeliveryPage();
app.MapCataloguePage();
app.MapProductPage();
app.MapPhotos();
app.MapCartPage();
app.MapCheckoutPage();
app.MapOrderPage();
app.MapGiftCardPage();
app.MapAccountPage();
app.MapAdminPage();
app.MapCatalogueApi();
app.MapCartApi();
app.MapOrderApi();
app.MapStockStream();
app.MapChat();
app.MapGet("/healthz", () => "ok");

app.Services.GetRequiredService<AdminPassword>().Announce();
await app.RunAsync();

/// <summary>Declared so that the framework does not make it public.</summary>
sealed partial class Program;
