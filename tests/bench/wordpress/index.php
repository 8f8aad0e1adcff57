<?php
// WordPress's own index.php and wp-blog-header.php, but for where the configuration is.

define('WP_USE_THEMES', true);
require __DIR__ . '/config.php';
wp();
require_once ABSPATH . WPINC . '/template-loader.php';
